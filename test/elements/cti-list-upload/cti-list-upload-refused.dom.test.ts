import { expect } from 'chai';
import { next } from '../elements.fixture.js';
import {
  checked,
  find,
  has,
  integra,
  list,
  mountUpload,
  open,
  press,
  texts,
  until,
} from './cti-list-upload.fixture.js';

const bad = '09:1,Eve,';

/** Sends a list with a wrong row near its beginning and one at its end, and stops it between them. */
async function stopped() {
  const page = integra();
  const element = await mountUpload({ client: page.client, campaign: 'Sale->' });
  const file = new File(
    [await list(10).text(), `\r\n${bad}\r\n`, (await list(6_000).text()).replace(/^.*\r\n/, ''), `\r\n${bad}`],
    'may.csv',
    { lastModified: 1 },
  );
  await open(element, file);
  await checked(element);
  page.gate.isShut = true;
  void element.send();
  await until(() => page.requests.length > 0);
  const failed = next(element, 'cti-error');
  await press(element, 'stop');
  await failed;
  await element.updateComplete;
  page.gate.isShut = false;
  return { ...page, element, file };
}

const goOn = async (element: Awaited<ReturnType<typeof stopped>>['element']) => {
  const result = next(element, 'cti-result');
  await press(element, 'send');
  await result;
  await element.updateComplete;
  return (await (await fetch(find<HTMLAnchorElement>(element, '[part=download]').href)).text()).trim().split('\r\n');
};

describe('<cti-list-upload>, the refused rows of an upload that went on', () => {
  it('are all in one file, under one header, and in one list', async () => {
    const { element } = await stopped();
    expect(texts(element, '[part=refused] td.line')).to.deep.equal(['12']);
    const lines = await goOn(element);
    expect(lines.map((line) => line.split(',')[0])).to.deep.equal(['phone', '09:1', '09:1']);
    expect(texts(element, '[part=refused] td.line')).to.deep.equal(['12', '6013']);
    expect(texts(element, '[part=refused] p.hint:not([hidden])')).to.deep.equal([]);
  });

  it('are those since the page was loaded, and it says so: no contact is kept over that', async () => {
    const { element, client, file } = await stopped();
    element.remove();
    const again = await mountUpload({ client, campaign: 'Sale->' });
    await open(again, file);
    expect(has(again, '[part=kept]')).to.equal(true);
    const lines = await goOn(again);
    expect(lines.map((line) => line.split(',')[0])).to.deep.equal(['phone', '09:1']);
    expect(texts(again, '[part=refused] p.hint:not([hidden])').join()).to.match(
      /^1 more were refused before this page was loaded anew\./,
    );
    expect(JSON.stringify({ ...sessionStorage })).not.to.contain('Eve');
  });
});
