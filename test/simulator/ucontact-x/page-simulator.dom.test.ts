import { expect } from 'chai';
import { UcontactXPageSimulator, type XPageOptions } from '../../../src/simulator/index.js';
import { isSameSite } from '../../../src/simulator/ucontact-x/page-simulator.js';
import { closeAttackers, openAttacker } from '../../attacks/attacker.js';
import { otherOrigin } from '../../transports/portal/portal.fixture.js';
import { until } from '../../until.js';

type Framed = Window & { raw(message: unknown): void };

let x: UcontactXPageSimulator;
let frames: HTMLIFrameElement[] = [];
/** What the framed page hears. */
let heard: any[] = [];

async function openFrame(): Promise<Framed> {
  const frame = document.createElement('iframe');
  frames.push(frame);
  frame.src = '/test/fixtures/simulator-form.html';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const framed = frame.contentWindow as Framed;
  framed.addEventListener('message', ({ data }) => heard.push(data));
  return framed;
}
/** X with a form in a frame of this page. */
async function openForm(options: XPageOptions = {}): Promise<Framed> {
  const form = await openFrame();
  x = new UcontactXPageSimulator({ form, ...options });
  return form;
}
const lastIn = () => x.log.findLast(({ direction }) => direction === 'in');
/** Posts as the form, and waits until X has heard it. Gives the line of the log. */
async function say(form: Framed, message: unknown) {
  const before = lastIn();
  form.raw(message);
  await until(() => lastIn() !== before, 'X hears it');
  return lastIn()!;
}

afterEach(() => {
  x.close();
  for (const frame of frames) frame.remove();
  [frames, heard] = [[], []];
  closeAttackers();
});

describe('the uContact X page simulator', () => {
  it('tells the page that frames it its five events, as objects [C-404]', async () => {
    const host = await openFrame();
    x = new UcontactXPageSimulator({ host: location.origin, hostWindow: () => host });
    const { guid } = x.assign({ clientId: '091000001' });
    x.dispose();
    x.changeTheme();
    x.changeLanguage('pt');
    x.finish();
    await until(() => heard.length === 5, 'all is heard');
    const data = { guid, campaign: 'Sale->', channel: 'telephony', clientId: '091000001' };
    expect(heard).to.deep.equal([
      { event: 'assignedInteraction', data },
      { event: 'sentDisposition', data: { guid } },
      { event: 'changedTheme', data: 'dark' },
      { event: 'changedLanguage', data: 'pt' },
      { event: 'finishedInteraction', data },
    ]);
    expect(x.log.every(({ origin }) => origin === location.origin)).to.equal(true);
    expect(() => x.finish()).to.throw('no interaction');
    expect(() => new UcontactXPageSimulator({ host: `${location.origin}/` })).to.throw(TypeError);
  });

  it('gives a form its interaction, and hears close and sent [C-406]', async () => {
    const form = await openForm();
    expect((await say(form, { action: 'getInteraction' })).unanswered).to.contain('no interaction');
    const interaction = x.assign({ guid: 'g1' });
    await say(form, { action: 'getInteraction' });
    await until(() => heard.length, 'the answer');
    expect(heard).to.deep.equal([{ action: 'interaction', interaction }]);
    expect(interaction.data).to.include({ DIALED_NUMBER: '091000000', isTransfer: 'false' });
    await say(form, { action: 'sent' });
    await say(form, { action: 'close' });
    expect([x.sent, x.closed]).to.deep.equal([1, 1]);
  });

  it('does nothing for another shape, or another window [C-406]', async () => {
    const form = await openForm();
    x.assign();
    for (const message of [
      JSON.stringify({ action: 'close' }),
      { action: 'Close' },
      { action: 'close', params: {} },
      { event: 'close' },
      {},
      null,
      [],
    ])
      expect((await say(form, message)).refused, JSON.stringify(message)).to.be.a('string');
    const other = await openFrame();
    expect((await say(other, { action: 'close' })).refused).to.contain("form's frame");
    expect(heard).to.deep.equal([]);
    expect([x.sent, x.closed]).to.deep.equal([0, 0]);
  });

  it('gives a form on another site no interaction [C-406]', async () => {
    const form = await openAttacker(otherOrigin);
    x = new UcontactXPageSimulator({ form: () => form.frame.contentWindow });
    x.assign();
    const messages = [{ action: 'getInteraction' }];
    await form.attack({ to: 'parent', messages });
    await until(lastIn, 'X hears it');
    expect(lastIn()!.unanswered).to.contain('another site');
    expect(await form.attack()).to.deep.equal([]);
    x.faults = { anySite: true };
    await form.attack({ to: 'parent', messages });
    await until(async () => (await form.attack()).length === 1, 'the answer');
  });

  it('knows a site by its scheme and the end of its name', () => {
    for (const [one, other, isSame] of [
      ['https://a.x.example', 'https://b.x.example', true],
      ['https://x.example', 'https://x.example:8443', true],
      ['https://x.example', 'http://x.example', false],
      ['https://x.example', 'https://y.example', false],
      ['http://127.0.0.1', 'http://127.0.0.1:1', true],
      ['http://127.0.0.1', 'http://10.0.0.1', false],
      ['http://127.0.0.1', 'http://localhost', false],
      ['null', 'null', false],
    ] as const)
      expect(isSameSite(one, other), `${one} ${other}`).to.equal(isSame);
  });

  it('is silent, late, double, odd and noisy on demand', async () => {
    const form = await openForm();
    x.assign();
    x.faults = { silent: true };
    expect((await say(form, { action: 'getInteraction' })).unanswered).to.contain('silent');
    x.faults = { late: 1, double: true };
    await say(form, { action: 'getInteraction' });
    await until(() => heard.length === 2, 'both answers');
    heard = [];
    x.faults = { interaction: '{"guid":1}', foreign: true };
    await say(form, { action: 'getInteraction' });
    await until(() => heard.length > 8, 'all is heard');
    expect(heard.at(-1)).to.deep.equal({ action: 'interaction', interaction: '{"guid":1}' });
    x.clear();
    expect([x.interactions, x.log]).to.deep.equal([[], []]);
  });
});
