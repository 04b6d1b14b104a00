import { expect } from 'chai';
import { fc, runs } from '../seeded.js';
import type { reader } from '../fixtures/reader.js';
import { call, cti } from '../samples.js';

/** Messages for each part; the soak tries ten times as many. */
const tries = { idle: runs(6_000), waiting: runs(4_000), cti: runs(400) };

const keys = fc.oneof(
  fc.constantFrom(
    'guid',
    'CTI',
    'action',
    'data',
    'Guid',
    'destination',
    'contact',
    'campaign',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'then',
    'length',
  ),
  fc.string(),
);
const value = fc.oneof(
  fc.constantFrom('', '0', '1', 0, null, true, '{', '{}', '[]', '{"Guid":"x"}'),
  fc.jsonValue({ maxDepth: 2 }),
  fc.json({ maxDepth: 2 }),
);
const payload = fc.oneof(
  fc.array(fc.tuple(keys, value), { maxLength: 4 }),
  fc.constantFrom([['guid', 'forged-1']], [['CTI', { Guid: 'forged-1' }]], []),
);
/** An object as text. No object is made on the way: it would lose a key `__proto__`. */
const objectText = payload.map(
  (pairs) => `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`).join()}}`,
);
const envelope = fc
  .tuple(objectText, objectText)
  .map(([data, rest]) => `{"data":${data},${rest.slice(1)}`.replace(/,}$/, '}'));
const spoilt = fc
  .tuple(envelope, fc.nat(400), fc.string({ maxLength: 2 }))
  .map(([text, at, by]) => text.slice(0, at % text.length) + by + text.slice((at % text.length) + 1));
const message = fc.oneof(
  { weight: 4, arbitrary: envelope },
  { weight: 2, arbitrary: spoilt },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.anything({
      maxDepth: 2,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withTypedArray: true,
    }),
  },
);
const sender = fc.constantFrom('portal', 'portal', 'portal', 'itself', 'nobody', 'origin', 'scheme', 'upper case');

let frame: HTMLIFrameElement;
let page: typeof reader;
let posted: any[] = [];
const { postMessage } = window;

function say(data: unknown, from: string) {
  const source = from === 'itself' ? frame.contentWindow : from === 'nobody' ? null : window;
  const origins: Record<string, string> = {
    origin: 'https://evil.example',
    scheme: location.origin.replace('http', 'https'),
    'upper case': location.origin.toUpperCase(),
  };
  page.say(data, origins[from] ?? location.origin, source);
}

/** Whether this text is a guid for someone who waits for one: read anew here, not by what is tested. */
function givesGuid(text: unknown) {
  if (typeof text !== 'string') return false;
  try {
    const data: unknown = JSON.parse(text)?.data;
    return (
      typeof data === 'object' &&
      data !== null &&
      !Array.isArray(data) &&
      Object.hasOwn(data, 'guid') &&
      !Object.hasOwn(data, 'action')
    );
  } catch {
    return false;
  }
}

/** Until what was asked is posted. */
async function turn() {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
const answer = (data: object) => say(JSON.stringify({ data }), 'portal');

/** Runs so many messages through the reader. */
function shower(numRuns: number, each: (data: unknown, from: string) => void) {
  const property = fc.property(message, sender, (data, from) => {
    each(data, from);
    if (page.wrong.length) throw new Error(page.wrong.join('\n'));
  });
  fc.assert(property, { numRuns });
}

describe('any message at all', () => {
  before(async () => {
    frame = document.createElement('iframe');
    frame.src = '/test/fixtures/reader.html';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    page = (frame.contentWindow as any).reader;
    window.postMessage = (text: any) => posted.push(JSON.parse(text).data);
  });

  after(() => {
    window.postMessage = postMessage;
    frame.remove();
  });

  beforeEach(() => (posted = []));

  const untouched = { wrong: [], changes: 0, current: undefined, cti: null, globals: 0 };

  it('changes nothing while nobody asks, and breaks nothing', async () => {
    shower(tries.idle, say);
    await turn();
    expect(page.state()).to.deep.equal(untouched);
    expect(posted).to.deep.equal([]);
    expect(page.parsed(), 'many were read').to.be.greaterThan(tries.idle / 10);
  });

  it('is not taken for the answer to a call, unless it is the portal’s and one', async () => {
    let settled = false;
    const reply = page.client.send(call).finally(() => (settled = true));
    await turn();
    expect(posted.map(({ action }) => action)).to.deep.equal(['call']);
    shower(tries.waiting, (data, from) => say(data, from === 'portal' && givesGuid(data) ? 'origin' : from));
    await turn();
    expect(settled).to.equal(false);
    expect(page.state()).to.deep.equal(untouched);
    const guid = crypto.getRandomValues(new Uint32Array(4)).join('-'); // a guid that was heard before is no answer
    answer({ guid });
    expect((await reply).guid).to.equal(guid);
    expect(page.state().current?.guid).to.equal(guid);
  });

  it('given as CTI object is read or refused, and then the next question is answered', async () => {
    let read = 0;
    const property = fc.asyncProperty(fc.oneof(value, objectText), async (CTI) => {
      const asked = page.client.send(cti).then(
        () => read++,
        (error) => expect(error.code).to.equal('PROTOCOL'),
      );
      await turn();
      answer({ CTI });
      await asked;
    });
    await fc.assert(property, { numRuns: tries.cti });
    expect(read).to.be.greaterThan(0);
    expect(page.state()).to.include({ globals: 0 }).and.deep.include({ wrong: [] });
  });
});
