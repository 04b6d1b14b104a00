import { expect } from 'chai';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';
import { allowances, readingOf } from '../../src/simulator/leniency.js';
import { checkShape, entryShape, WireRefusal } from '../../src/simulator/wire-schema.js';
import { respoolObject } from '../samples.js';
import { fc } from '../seeded.js';

const entryKeys = Object.keys(respoolObject);
/** An entry with any of its values replaced, some keys left out and some added. */
const entry = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...entryKeys, 'dialebase', 'calldate', '__proto__', 'x'), fc.jsonValue()),
    fc.subarray(entryKeys),
  )
  .map(([changes, left]) =>
    Object.fromEntries(Object.entries({ ...respoolObject, ...changes }).filter(([key]) => !left.includes(key))),
  );

const read = (value: unknown, strict: boolean) => {
  const reading = readingOf(strict);
  try {
    const said = checkShape(value, entryShape, 'entry', { reading, allow: allowances.schedule });
    return { said, ...reading.takeOverlooked() };
  } catch (cause) {
    if (cause instanceof WireRefusal) return undefined;
    throw cause;
  }
};

const bodies = fc.oneof(
  fc.string(),
  fc.json(),
  entry.map((each) => `callspool=${encodeURIComponent(JSON.stringify(each))}`),
);
const types = fc.constantFrom(
  '',
  'application/x-www-form-urlencoded ; charset=utf-8',
  'application/json;charset=UTF-8',
  'text/plain',
);
const simulators = {
  Integra: [() => new IntegraSimulator({ strict: false, requireToken: false }), 'Integra/resources/Dialers/Respool'],
  Motion: [() => new MotionSimulator({ strict: false }), 'api/cm/lists/32/contacts'],
  Sinch: [() => new SinchSimulator({ strict: false }), 'RI/obi/campaigns/62718C7889CC44F7B944C1A6F6BE9B7F/customers'],
  Voicenter: [() => new VoicenterSimulator({ strict: false }), 'ForwardDialer/Dialer/AddCall'],
} as const;

describe('any request at the simulators', () => {
  it('reads alike where it is as documented, and takes more when lenient, with a word of it', () =>
    fc.assert(
      fc.property(entry, (value) => {
        const [strict, lenient] = [read(value, true), read(value, false)];
        if (strict) expect(lenient).to.deep.equal(strict);
        if (lenient && !strict) expect(lenient.overlooked).to.be.a('string');
      }),
    ));

  for (const [name, [make, path]] of Object.entries(simulators))
    it(`is answered by ${name} or refused with a reason, whatever it holds`, async () => {
      const server = make();
      const headers = { Authorization: 'Basic YWRtaW46cGFzc3dvcmQ=', Accept: '*/*' };
      await fc.assert(
        fc.asyncProperty(types, bodies, async (type, body) => {
          const init = { method: 'POST', headers: { ...headers, 'Content-Type': type }, body };
          const { status } = await server.handle(new Request(`https://dialer.example/${path}`, init));
          expect(status).to.be.oneOf([200, 201, 400, 404, 415]);
          expect(status < 300 || server.log.at(-1)!.refused).to.be.ok;
        }),
      );
    });
});
