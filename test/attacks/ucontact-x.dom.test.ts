// Strangers, floods and odd messages at the two roads of uContact X: its events, and the bridge of a form in it.
import { expect } from 'chai';
import { fc, runs } from '../seeded.js';
import type { xReader } from '../fixtures/x-reader.js';
import { UcontactXTransport } from '../../src/transports/ucontact-x/ucontact-x-transport.js';
import { until } from '../until.js';
import { otherOrigin } from '../transports/portal/portal.fixture.js';
import { closeAttackers, openAttacker, strangers } from './attacker.js';

const tries = runs(100_000);
const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';
const interaction = { guid, campaign: 'Sale->', channel: 'telephony', clientId: '091000000' };
const assigned = { event: 'assignedInteraction', data: interaction };
const answer = { action: 'interaction', interaction };
/** What an attacker says: all that would be of use. */
const forged = [
  { event: 'assignedInteraction', data: { ...interaction, guid: 'forged-1' } },
  { event: 'finishedInteraction', data: { guid } },
  { event: 'changedTheme', data: 'forged' },
  { action: 'interaction', interaction: { ...interaction, guid: 'forged-1' } },
];

const frames: HTMLIFrameElement[] = [];
const posted: { data: any; origin: string; source: unknown }[] = [];
const hear = ({ data, origin, source }: MessageEvent) => posted.push({ data, origin, source });

beforeEach(() => {
  posted.length = 0;
  window.addEventListener('message', hear);
});

afterEach(() => {
  window.removeEventListener('message', hear);
  closeAttackers();
  for (const frame of frames.splice(0)) frame.remove();
});

/** Frames a page over uContact X, which this page plays. */
async function openReader(dialect: 'x' | 'form', origin = location.origin) {
  const frame = document.createElement('iframe');
  frame.name = 'reader';
  frame.src = `/test/fixtures/x-reader.html?${new URLSearchParams({ dialect, origin }).toString()}`;
  document.body.append(frame);
  frames.push(frame);
  await until(() => posted.some(({ source, data }) => source === frame.contentWindow && data.fixture === 'ready'));
  const page = (frame.contentWindow as unknown as { xReader: typeof xReader }).xReader;
  /** What the page posted to this one. */
  const asked = () => posted.filter(({ source, data }) => source === frame.contentWindow && !data.fixture);
  const say = (data: unknown) => frame.contentWindow!.postMessage(data, location.origin);
  return { frame, page, asked, say };
}

const untouched = { wrong: [], changes: 0, current: undefined, calls: [], cti: null, globals: 0 };

describe('a stranger beside a page of uContact X @engines', () => {
  for (const [who, origin] of Object.entries(strangers))
    it(`${who} is not heard, nor what it says in the name of uContact X`, async () => {
      for (const dialect of ['x', 'form'] as const) {
        const { page, say, asked } = await openReader(dialect);
        if (dialect === 'form') await until(() => asked().length === 1);
        const attacker = await openAttacker(origin, 'stranger');
        await attacker.attack({ messages: forged, times: 50 });
        await until(() => page.refused.length >= 200);
        expect(page.state()).to.deep.equal(untouched);
        expect(page.heard).to.deep.equal([]);
        expect(new Set(page.refused)).to.deep.equal(new Set(['another window']));
        say(dialect === 'x' ? assigned : answer); // a flood from elsewhere silences nobody
        await until(() => page.state().calls.length === 1);
        expect(page.state().calls[0]).to.include({ guid, state: 'unknown' });
        expect(await attacker.attack(), 'it has heard nothing').to.deep.equal([]);
      }
    });

  it('that frames the page itself is told nothing, and nothing of it is heard', async () => {
    const { page, asked, say, frame } = await openReader('form', 'https://domain.ucontactcloud.com');
    for (const message of forged) say(message);
    await until(() => page.refused.length === 4);
    page.transport.formSent();
    page.transport.closeForm();
    frame.contentWindow!.postMessage({}, location.origin);
    await until(() => page.refused.length === 5);
    expect(asked(), 'the browser gives it to that origin alone').to.deep.equal([]);
    expect(page.state()).to.deep.equal(untouched);
    expect(new Set(page.refused)).to.deep.equal(new Set([`another origin: ${location.origin}`]));
  });

  it('that stands in the frame of uContact X in its place is not heard', async () => {
    const attacker = await openAttacker(otherOrigin);
    const news: unknown[] = [];
    const refused: string[] = [];
    const transport = new UcontactXTransport({ ucontact: attacker.frame, origin: 'https://domain.ucontactcloud.com' });
    transport.tellNews((each) => news.push(each));
    transport.watch((_, detail) => refused.push((detail as { why: string }).why));
    await attacker.attack({ to: 'parent', messages: forged });
    await until(() => refused.length >= 4);
    expect(news).to.deep.equal([]);
    expect(refused).to.include(`another origin: ${otherOrigin}`);
    transport.close();
    const heard = new UcontactXTransport({ ucontact: attacker.frame, origin: otherOrigin });
    heard.tellNews((each) => news.push(each));
    await attacker.attack({ to: 'parent', messages: [assigned] });
    await until(() => news.length === 1);
    expect(news).to.deep.equal([{ call: guid, state: 'unknown', number: '091000000', campaign: 'Sale->' }]);
    heard.close();
  });
});

const name = fc.oneof(
  fc.constantFrom(
    ...['event', 'action', 'data', 'params', 'interaction', 'guid', 'channel', 'clientId', 'campaign', 'Guid', 'CTI'],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'length', 'prototype'],
  ),
  fc.string({ maxLength: 8 }),
);
const word = fc.oneof(
  fc.constantFrom(
    ...['assignedInteraction', 'finishedInteraction', 'changedTheme', 'interaction', 'getInteraction', 'close', 'sent'],
    ...['makeCall', 'gettingCall', 'init', '', '0', 'constructor', '__proto__', '{"event":"changedTheme"}'],
  ),
  fc.string({ maxLength: 8 }),
);
const leaf = fc.oneof(word, fc.constantFrom<unknown>(0, 1, null, true, undefined, NaN), fc.integer());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: false }),
  ),
}));
/** Whole messages with one part of another kind, and anything that a browser can send. */
const message = fc.oneof(
  { weight: 3, arbitrary: fc.record({ event: word, data: value }) },
  { weight: 3, arbitrary: fc.record({ action: word, interaction: value, params: value }) },
  { weight: 2, arbitrary: fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: false }) },
  { weight: 1, arbitrary: value },
  {
    weight: 1,
    arbitrary: fc.anything({
      maxDepth: 1,
      ...{ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true },
    }),
  },
);
const sender = fc.constantFrom('x', 'x', 'x', 'itself', 'nobody', 'origin', 'scheme', 'upper case');

/** Whether this is something that uContact X says in that dialect: read anew here, not by what is tested. */
function saysSomething(dialect: 'x' | 'form', data: any): boolean {
  try {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
    if (dialect === 'form') return data.action === 'interaction';
    return [
      ...['assignedInteraction', 'finishedInteraction', 'sentDisposition', 'changedTheme', 'changedLanguage'],
    ].includes(data.event);
  } catch {
    return false;
  }
}

describe('any message at all to a page of uContact X', () => {
  for (const dialect of ['x', 'form'] as const)
    it(`changes nothing unless uContact X says it, and breaks nothing: ${dialect}`, async () => {
      const { frame, page, say, asked } = await openReader(dialect);
      if (dialect === 'form') await until(() => asked().length === 1);
      page.hasten();
      const origins: Record<string, string> = {
        origin: 'https://evil.example',
        scheme: location.origin.replace('http', 'https'),
        'upper case': location.origin.toUpperCase(),
      };
      let count = 0;
      const property = fc.property(message, sender, (data, from) => {
        count++;
        const isReal = from === 'x' && saysSomething(dialect, data);
        const source = from === 'itself' ? frame.contentWindow : from === 'nobody' ? null : window;
        page.say(data, origins[isReal ? 'origin' : from] ?? location.origin, source);
        if (page.wrong.length) throw new Error(page.wrong.join('\n'));
      });
      fc.assert(property, { numRuns: tries });
      expect(count).to.be.at.least(tries);
      expect(page.state()).to.deep.equal(untouched);
      expect([page.heard, page.read()]).to.deep.equal([[], 0]);
      say(dialect === 'x' ? assigned : answer);
      await until(() => page.state().calls.length === 1);
      expect(page.state().calls[0]).to.include({ guid, state: 'unknown' });
    }).timeout(120_000);

  it('by uContact X itself is read as an event or refused, and breaks nothing', async () => {
    const { page } = await openReader('x');
    page.hasten();
    const event = fc.record({
      event: fc.constantFrom('assignedInteraction', 'finishedInteraction', 'changedTheme'),
      data: value,
    });
    fc.assert(
      fc.property(event, (data) => {
        page.say(data, location.origin, window);
        if (page.wrong.length) throw new Error(page.wrong.join('\n'));
        for (const { state } of page.state().calls) expect(state).to.equal('unknown');
      }),
      { numRuns: runs(2_000) },
    );
    expect(page.read()).to.be.greaterThan(runs(500));
    expect(page.state().globals).to.equal(0);
  });
});
