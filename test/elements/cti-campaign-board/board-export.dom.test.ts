import { expect } from 'chai';
import { csvText, tabText } from '../../../src/elements/shared/table-export.js';
import { clipboard } from '../cti-outbox/cti-outbox.fixture.js';
import { savedFiles } from '../elements.fixture.js';
import { board, find, playVoicenter, settled, setup, unfold, words } from './cti-campaign-board.fixture.js';

/** Presses the button and gives the file that the browser would save. */
async function saved(element: Awaited<ReturnType<typeof board>>): Promise<{ name: string; text: string }> {
  const files = savedFiles();
  await unfold(element, 'export');
  find(element, '[name=save]').click();
  await settled(element);
  const [{ name, text }] = files as [(typeof files)[number]];
  return { name, text: await text };
}

describe('<cti-campaign-board> gives away what it shows', () => {
  it('as CSV: the rows and columns as shown, times in seconds, and no formula', async () => {
    const { element } = await setup({ sort: '-callers' });
    const { name, text } = await saved(element);
    expect(name).to.match(/^campaigns-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
    expect(text.split('\r\n')).to.deep.equal([
      '"Campaign","State","Logged in","Available","Busy","Paused","Waiting","Talk time, s"',
      '"Avocado","Passive","4","0","4","","12","3730"',
      '"Sale","Active","10","5","3","1","2","130"',
      `"'=Survey","Handled","","","","","0",""`,
      '',
    ]);
    expect(words(element, '[role=status]')).to.equal('3 campaigns Campaigns saved: 3.');
    expect([find(element, '#export'), element.shadowRoot?.activeElement?.id]).to.deep.equal([null, 'export-button']);
    element.filter = 'sale';
    await settled(element);
    expect((await saved(element)).text).not.to.contain('Avocado');
  });

  it('in quotes, cell by cell, and guarded against being run as a formula', () => {
    const table = [
      ['a "b", c', '-1+1', -1],
      ['tab\tand\nline', '@x', 0.5],
    ];
    expect(csvText(table)).to.equal('\uFEFF"a ""b"", c","\'-1+1","-1"\r\n"tab\tand\nline","\'@x","0.5"\r\n');
    expect(tabText(table)).to.equal('"a ""b"", c"\t"\'-1+1"\t"-1"\n"tab\tand\nline"\t"\'@x"\t"0.5"');
    expect(csvText([["a;=cmd|'/C calc'!A0"]])).to.equal(`\uFEFF"a;'=cmd|'/C calc'!A0"\r\n`);
  });

  it('to the clipboard, or as a text to copy by hand where the page may not', async () => {
    const { element } = await setup();
    let copied = '';
    clipboard(async (text) => void (copied = text));
    await unfold(element, 'export');
    find(element, '[name=copy]').click();
    await settled(element);
    expect(copied.split('\n')[2]).to.equal(
      ['Avocado', 'Passive', '4', '0', '4', '', '12', '3730'].map((cell) => `"${cell}"`).join('\t'),
    );
    expect(words(element, '[role=status]')).to.equal('3 campaigns Campaigns copied: 3.');
    clipboard(undefined);
    await unfold(element, 'export');
    find(element, '[name=copy]').click();
    await settled(element);
    expect(find<HTMLTextAreaElement>(element, '#text').value).to.equal(copied);
    expect(element.shadowRoot?.activeElement?.id).to.equal('text');
    find(element, '[name=copied]').click();
    await settled(element);
    expect(find(element, '#text')).to.equal(null);
  });

  it('without the codes of Voicenter, which are as good as passwords', async () => {
    const element = await board(playVoicenter().client);
    expect((await saved(element)).text)
      .to.contain('Morning sales')
      .and.not.to.contain('campaign000');
  });

  it('to paper, when the choices are gone from it', async () => {
    const { element } = await setup();
    const { print } = window;
    let printed: (HTMLElement | null)[] = [];
    window.print = () => (printed = [find(element, '#export')]);
    await unfold(element, 'export');
    find(element, '[name=print]').click();
    await settled(element);
    window.print = print;
    expect(printed).to.deep.equal([null]);
  });
});
