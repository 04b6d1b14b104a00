// The do-not-call list. The other side is a recorder.
import { expect } from 'chai';
import type { CommandOf, CtiError } from '../../../src/index.js';
import { failure } from '../../failure.js';
import { fc, runs } from '../../seeded.js';
import { agent } from './voicenter-agent.fixture.js';

type Listing = CommandOf<'blacklist'>;
const listing = (...phones: string[]): Listing => ({
  type: 'blacklist',
  entries: phones.map((phone) => ({ phone, campaign: '*' })),
});
const row = (Phone: string, ErrorCode: number | string = 0, ErrorMessage = 'OK') => ({
  ErrorCode,
  ErrorMessage,
  Phone,
});
const answer = (...Phones: object[]) => ({ ErrorCode: 0, ErrorMessage: 'OK', Phones });
const one = '972501234567';
const two = '972507654321';

describe('Voicenter’s do-not-call list', () => {
  it('takes numbers with their names by one JSON post, and gives them up without [C-340]', async () => {
    const { transport, asked } = agent({
      AddBlackList: answer(row(one), row(two)),
      RemoveBulkFromBlacklist: answer(row(one)),
    });
    const entries = [
      { phone: '+972 50-123-4567', campaign: '*', name: 'Dana' },
      { phone: '00972 50 7654321', campaign: ' * ' },
    ];
    expect(await transport.send({ type: 'blacklist', entries })).to.deep.equal({
      status: 'confirmed',
      transport: 'voicenter',
    });
    await transport.send({ type: 'unblacklist', entries: [{ phone: one, campaign: '*' }] });
    expect(asked.map(({ method, path, json }) => [method, path.replace(/^\d+\//, ''), json])).to.deep.equal([
      ['POST', 'Blacklist/AddBlackList', { Phones: [{ Phone: one, Name: 'Dana' }, { Phone: two }] }],
      ['POST', 'Blacklist/RemoveBulkFromBlacklist', { Phones: [{ Phone: one }] }],
    ]);
  });

  const refused: [string, object, string][] = [
    ['a number without its country’s code', { phone: '0501234567', campaign: '*' }, 'entries.0.phone'],
    ['a number of one zero too many', { phone: '+0501234567', campaign: '*' }, 'entries.0.phone'],
    ['a 0 behind the country’s code', { phone: '+972 050-1234567', campaign: '*' }, 'entries.0.phone'],
    ['the same without its +', { phone: '9720501234567', campaign: '*' }, 'entries.0.phone'],
    ['what is no number', { phone: '*72', campaign: '*' }, 'entries.0.phone'],
    ['one campaign alone', { phone: one, campaign: 'camp' }, 'entries.0.campaign'],
    ['an end, which it does not know', { phone: one, campaign: '*', expireDate: '2026-12-31' }, 'entries.0.expireDate'],
    ['incoming calls, which it does not stop', { phone: one, campaign: '*', direction: 'I' }, 'entries.0.direction'],
  ];
  for (const [what, entry, field] of refused)
    it(`refuses ${what} before any byte, and says so beforehand [C-341] [C-342]`, async () => {
      const { transport, asked } = agent({ AddBlackList: answer(row(one)) });
      const command = { type: 'blacklist', entries: [entry] } as Listing;
      expect(transport.refusal(command)).to.include({ code: 'INVALID', field });
      expect(await failure(transport.send(command))).to.include({ code: 'INVALID', field, maybeSent: false });
      expect(asked).to.deep.equal([]);
    });

  it('takes an Italian number with its 0, and takes off a number as somebody else has listed it [C-341]', async () => {
    const { transport, asked } = agent({
      AddBlackList: answer(row('390612345678')),
      RemoveBulkFromBlacklist: answer(row('9720501234567')),
    });
    await transport.send(listing('+39 06 1234 5678'));
    await transport.send({ type: 'unblacklist', entries: [{ phone: '9720501234567', campaign: '*' }] });
    expect(asked.map(({ json }) => json.Phones[0].Phone)).to.deep.equal(['390612345678', '9720501234567']);
  });

  it('has no place for a name where a number is taken off [C-340]', async () => {
    const { transport } = agent();
    const entries = [{ phone: one, campaign: '*', name: 'Dana' }];
    expect(await failure(transport.send({ type: 'unblacklist', entries }))).to.include({ field: 'entries.0.name' });
  });

  const answers: [string, object | string, Partial<CtiError> | undefined, RegExp?][] = [
    ['a yes for each, in any order and as text', answer(row(`+${two}`, '0'), row(one)), undefined],
    [
      'one that is refused',
      answer(row(one), row(two, 1, 'format')),
      { code: 'REJECTED', maybeSent: true },
      new RegExp(`1 of 2.*${two}`),
    ],
    ['all that are refused', answer(row(one, 1), row(two, 1)), { code: 'REJECTED', maybeSent: false }, /2 of 2/],
    ['a failure inside', answer(row(one, 1), row(two, 2)), { code: 'REJECTED', maybeSent: true }],
    ['a yes to the whole without each', { ErrorCode: 0, ErrorMessage: 'OK' }, { code: 'PROTOCOL', maybeSent: true }],
    ['a yes to one of two', answer(row(one)), { code: 'PROTOCOL', maybeSent: true }],
    ['a yes to another number', answer(row(one), row('972509999999')), { code: 'PROTOCOL', maybeSent: true }],
    ['no code of a number', answer(row(one), row(two, '')), { code: 'PROTOCOL', maybeSent: true }],
    ['a wrong secret', { ErrorCode: 1, ErrorMessage: 'Code' }, { code: 'REJECTED', maybeSent: false }, /secret/],
    [
      'a no to the whole with a yes to each',
      { ...answer(row(one), row(two)), ErrorCode: 2 },
      { code: 'REJECTED', maybeSent: true },
    ],
    ['another code', { ErrorCode: 9, ErrorMessage: '' }, { code: 'REJECTED', maybeSent: true }],
    ['no code', { Phones: [row(one), row(two)] }, { code: 'PROTOCOL', maybeSent: true }],
    ['nothing', '', { code: 'PROTOCOL', maybeSent: true }],
  ];
  for (const [what, said, error, says] of answers)
    it(`reads ${what}: a yes to the whole is none to each [C-341]`, async () => {
      const sending = agent({ AddBlackList: said }).transport.send(listing(one, two));
      if (!error) return void expect(await sending).to.include({ status: 'confirmed' });
      const cause = await failure(sending);
      expect(cause).to.include(error);
      if (says) expect(cause.message).to.match(says);
    });

  it('sends a hundred numbers at a time, and says what was done before a refusal [C-342]', async () => {
    const phones = Array.from({ length: 250 }, (_, at) => `97250${String(1_000_000 + at)}`);
    const listed = (asked: { json: { Phones: { Phone: string }[] } }[]) =>
      answer(...asked.at(-1)!.json.Phones.map(({ Phone }) => row(Phone)));
    const all: ReturnType<typeof agent> = agent({ AddBlackList: () => Response.json(listed(all.asked)) });
    await all.transport.send(listing(...phones));
    expect(all.asked.map(({ json }) => json.Phones.length)).to.deep.equal([100, 100, 50]);
    expect(all.asked.flatMap(({ json }) => json.Phones.map(({ Phone }: { Phone: string }) => Phone))).to.deep.equal(
      phones,
    );
    const part: ReturnType<typeof agent> = agent({
      AddBlackList: () =>
        part.asked.length > 1 ? new Response('', { status: 404 }) : Response.json(listed(part.asked)),
    });
    const cause = await failure(part.transport.send(listing(...phones)));
    expect(cause).to.include({ code: 'REJECTED', maybeSent: true });
    expect(cause.message).to.contain('The first 100 numbers are done.');
    expect(part.asked).to.have.length(2);
  });

  it('throws nothing but its own errors, whatever is answered', async () => {
    const code = fc.oneof(fc.integer(), fc.string(), fc.constant(0));
    const odd = fc.record({
      ErrorCode: code,
      Phones: fc.oneof(
        fc.jsonValue(),
        fc.array(fc.record({ ErrorCode: code, Phone: fc.constantFrom(one, two, 7, null) })),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(odd, fc.json()), async (said) => {
        const { transport } = agent({ AddBlackList: said });
        await transport.send(listing(one, two)).catch((cause: CtiError) => expect(cause.name).to.equal('CtiError'));
      }),
      { numRuns: runs(300) },
    );
  });
});
