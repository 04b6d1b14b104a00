import { expect } from 'chai';
import type { CommandType } from '../../../src/core/commands.js';
import { fakeTransport, press as key, typeKeys } from '../elements.fixture.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import { fill, find, focused, press, recording, rowOf, setup, until, words } from './cti-recordings.fixture.js';

const said = (element: Element) => words(element, `${rowOf('a')} .outcome`);

describe('<cti-recordings> tags', () => {
  it('a recording in its row with the keyboard alone, and claims no more than that it was sent', async () => {
    const { element, server } = await setup({ options: { recordings: [recording('a')] } });
    server.addCall({ guid: 'a', destination: '091000000' });
    await press(element, 'search');
    find(element, '[name=tag-open]').focus();
    await key('Enter');
    await element.updateComplete;
    expect([focused(element), find(element, '#phone').value]).to.deep.equal(['message', '091000000']);
    await typeKeys('complaint');
    await key('Enter');
    await until(() => find(element, `${rowOf('a')} .outcome[data-state=sent]`), 'the outcome');
    expect(said(element)).to.equal('Tag sent. Tagging is never confirmed.');
    expect(server.state.tags).to.deep.equal([{ guid: 'a', phone: '091000000', data: 'complaint' }]);
    await element.updateComplete;
    expect([find(element, '#message'), focused(element)]).to.deep.equal([null, 'tag-open']);
  });

  it('and keeps what was typed when it is refused', async () => {
    const { element, server } = await setup({ options: { recordings: [recording('a')] } });
    await press(element, 'search');
    await press(element, 'tag-open', 'a');
    await press(element, 'tag-send', 'a');
    expect([said(element), focused(element)]).to.deep.equal(['The text of the tag is missing.', 'message']);
    await fill(element, '#message', 'complaint');
    server.faults = { status500: true };
    await press(element, 'tag-send', 'a');
    await until(() => find(element, '.outcome[data-state=unknown], .outcome[data-state=refused]'), 'the failure');
    expect(find(element, '#message').value).to.equal('complaint');
    element.addEventListener('cti-request', (event) => event.preventDefault());
    const asked = server.log.length;
    await press(element, 'tag-send', 'a');
    expect([server.log.length, find(element, '#message').value]).to.deep.equal([asked, 'complaint']);
  });

  it('nothing where no dialer can, and says why', async () => {
    const can: CommandType[] = ['recordings'];
    const send = () =>
      ({ status: 'confirmed', transport: 'fake', rows: [{ guid: 'a', calldate: '' }], isLast: true }) as const;
    const { element } = await setup({ transport: { ...fakeTransport({ can, send }), checks: supervisorChecks } });
    await press(element, 'search');
    expect(find<HTMLButtonElement>(element, '[name=tag-open]').disabled).to.equal(true);
    expect(words(element, '#no-tag')).to.equal('Nothing can be tagged here. The fake cannot tag.');
    expect(words(element, '.line b')).to.equal('No date');
  });
});
