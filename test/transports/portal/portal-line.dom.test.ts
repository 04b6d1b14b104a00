import { expect } from 'chai';
import { openPortalChannel, type PortalChannel } from '../../../src/transports/portal/portal-messages.js';
import { closeAttackers, envelope, openAttacker, type Attacker } from '../../attacks/attacker.js';
import { holdClock, releaseClock, type Clock } from '../../clock.js';
import { otherOrigin } from './portal.fixture.js';

const { parse } = JSON;
let clock: Clock;
let parsed = 0;
let heard: unknown[] = [];
let told: [why: string, count: number][] = [];
let line: PortalChannel | undefined;
let portal: Attacker;

/** A line from this page to the portal in a frame. An answer of use is one with a guid. */
async function open(origin = otherOrigin) {
  portal = await openAttacker(otherOrigin);
  const hear = (payload: any) => (heard.push(payload), typeof payload?.guid === 'string');
  line = openPortalChannel(portal.frame.contentWindow!, origin, hear, (why, count) => told.push([why, count]));
}

/** The portal, or another frame, posts here; done when all of it has come. */
async function post(messages: unknown[], times = 1, from = portal) {
  let missing = messages.length * times;
  const came = new Promise<void>((resolve) => {
    const count = ({ source }: MessageEvent) => {
      if (source !== from.frame.contentWindow || --missing) return;
      removeEventListener('message', count);
      resolve();
    };
    addEventListener('message', count);
  });
  await from.attack({ to: 'parent', messages, times });
  await came;
}

/** Until all refusals are told. */
const second = () => clock.tickAsync(1_000);

beforeEach(() => {
  [parsed, heard, told] = [0, [], []];
  clock = holdClock();
  JSON.parse = (...args) => (parsed++, parse(...args) as unknown);
});

afterEach(() => {
  releaseClock();
  JSON.parse = parse;
  line?.close();
  closeAttackers();
});

describe('the line to the portal', () => {
  it('tells of every kind of refusal how often it was, and of nothing else', async () => {
    await open();
    const stranger = await openAttacker(location.origin, 'stranger');
    await post([envelope({ guid: 'x' })], 3, stranger);
    await post([{ guid: 'x' }, 5], 2);
    await post(['x'.repeat(262_145)], 2);
    expect(parsed).to.equal(0);
    await post(['no JSON', '123', '"str"', '[]', '{}', 'null', '{"data":null}']);
    await post([envelope({ guid: 'g-1' }), envelope({ guid: 'g-2' })]);
    expect(told, 'not before the second is over').to.deep.equal([]);
    await second();
    expect(told).to.deep.equal([
      ['another window', 3],
      ['no text', 4],
      ['too long', 2],
      ['no answer', 7],
    ]);
    expect(heard.slice(-2)).to.deep.equal([{ guid: 'g-1' }, { guid: 'g-2' }]);
    await post(['[]']);
    await second();
    expect(told.slice(4)).to.deep.equal([['no answer', 1]]);
  });

  it('refuses the right window with another origin, and names that one', async () => {
    await open('https://portal.example');
    await post([envelope({ guid: 'forged' })], 2);
    await second();
    expect([heard, parsed, told]).to.deep.equal([[], 0, [[`another origin: ${otherOrigin}`, 2]]]);
  });

  it('parses no more than 200 useless messages a second, and is all ears again in the next', async () => {
    await open();
    await post(['nonsense'], 250);
    await post([envelope({ guid: 'in the flood' })]);
    expect([parsed, heard]).to.deep.equal([200, []]);
    await clock.tickAsync(999);
    await post(['nonsense']);
    expect(parsed).to.equal(200);
    await clock.tickAsync(1);
    await post([envelope({ guid: 'real' })]);
    expect([parsed, heard]).to.deep.equal([201, [{ guid: 'real' }]]);
    await second();
    expect(told).to.deep.equal([
      ['no answer', 200],
      ['too many', 52],
    ]);
  });

  it('never counts a useful message, nor one that was refused unread', async () => {
    await open();
    const stranger = await openAttacker('null', 'stranger');
    await post(['nonsense', envelope({ guid: 'forged' })], 500, stranger);
    await post([{ data: { guid: 'x' } }, 'x'.repeat(262_145)], 300);
    expect(parsed).to.equal(0);
    await post([envelope({ guid: 'g' })], 500);
    expect([parsed, heard.length]).to.deep.equal([500, 500]);
    await post(['nonsense'], 250);
    expect(parsed).to.equal(700);
  });

  it('hears nothing any more when it is closed, and keeps no listener', async () => {
    await open();
    line!.close();
    await post([envelope({ guid: 'late' }), 'nonsense']);
    await second();
    expect([parsed, heard, told]).to.deep.equal([0, [], []]);
  });
});
