import { expect } from 'chai';
import { fc } from '../seeded.js';
import { holdClock } from '../clock.js';
import { fakeTransport } from '../fake-transport.js';
import { failure } from '../failure.js';
import { inForeignPage } from '../foreign-json.js';
import { CtiClient, CtiError, Outbox, type Command, type Destinations, type Reply } from '../../src/index.js';
import { call, dispose, entry, respool, schedule } from '../samples.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';

let agents = 0;
/** A client of an agent of its own, at a server that no other test has. */
function setup(
  destinations?: Destinations | Destinations[] | string | (() => unknown),
  {
    agent = 'Ana',
    server = `https://${agents++}.example`,
    send,
  }: { agent?: string; server?: string; send?: () => Reply | Promise<Reply> } = {},
) {
  const transport = Object.assign(
    fakeTransport({ send: send ?? (() => ({ status: 'confirmed', transport: 'fake' }) as Reply) }),
    {
      checks: supervisorChecks,
    },
  );
  const client = new CtiClient({
    transports: [transport],
    memory: `${agent}@${server}`,
    destinations: typeof destinations === 'function' ? destinations : () => destinations,
  });
  const dial = (destination: string, more = {}) => client.send({ ...call, destination, ...more });
  return { client, dial, server, sent: transport.sent };
}

const refusalOf = async (dialling: Promise<unknown>) => {
  const { code, field, maybeSent } = await failure(dialling);
  return [code, field, maybeSent];
};
const no = ['INVALID', 'destination', false];
const ask = ['INVALID', 'confirmed', false];

describe('who may be dialled', () => {
  it('is anybody but who is asked about, where the page says nothing', async () => {
    const { dial, sent } = setup();
    await dial('091000000');
    await dial('+59891000001');
    expect(sent).to.have.length(2);
  });

  it('is nobody whom the page denies, however the number begins', async () => {
    const { dial, sent } = setup({ deny: ['+252', 'premium', 'satellite', '0044'] });
    for (const number of [
      '+252 61 000',
      '00252 61 0000',
      '011 252 610000',
      '(+252) 610000',
      '*31#+25261000000',
      '+1 900 123 4567',
      '0088 2131 234567',
      '+881 1234567',
      '004420794600',
      '+44 20 7946 0958',
      '+00252612345678',
      '*21*+252612345678#',
      '*21*00252612345678*11#',
      '*72 00252 612345678',
      '00 (0) 252 61234567',
      '0011252612345678',
      '+1 0900 123 4567',
      '+49 0900 123456',
      '*67 1900 1234567',
      'H=0=+252612345678',
      '9 011 252 61234567',
      '900252 612345678',
      '9-0011-252-61234567',
      '*21*9 00252 612345678#',
    ])
      expect(await refusalOf(dial(number, { confirmed: true })), number).to.deep.equal(no);
    for (const number of ['+39 20 7946 0958', '900252612', '(900) 252-6123']) await dial(number);
    expect(sent).to.have.length(3);
  });

  it('is nobody whom the page denies with the exit code of its country, or who stands behind a label with a w', async () => {
    const { client, dial } = setup({ deny: ['011 252', '001144'] });
    for (const number of ['+252612345678', '00252612345678', '01125261234567', '+442079460958'])
      expect(await refusalOf(dial(number)), number).to.deep.equal(no);
    for (const destination of ['w=0=+252612345678', 'mw=1=00252612345678'])
      expect(await failure(client.send({ ...schedule, entry: { ...entry, destination } })), destination).to.include({
        code: 'INVALID',
        detail: 'deny',
      });
  });

  it('is looked at behind the pause of an outside line as it is without one', async () => {
    const { dial, sent } = setup({ allow: ['09'], deny: ['0910'], pauses: true });
    for (const number of ['9,40001234', '0,,40001234', '9,0910000000'])
      expect(await refusalOf(dial(number)), number).to.deep.equal(no);
    for (const number of ['9,,19001234567', '0w0088213123456789', '*72,091000000'])
      expect(await refusalOf(setup({ pauses: true }).dial(number)), number).to.deep.equal(ask);
    for (const number of ['9,099123456', '1001,,123#', '099123456,,40001234']) await dial(number);
    expect(sent).to.have.length(3);
  });

  it('is only whom the page allows, where it allows any country', async () => {
    const { dial, sent } = setup({ allow: ['+598', '+54'] });
    for (const number of ['+25261000000', '0025261000000', '*72+25261000000'])
      expect(await refusalOf(dial(number, { confirmed: true })), number).to.deep.equal(no);
    for (const number of ['+598 99 123 456', '0059899123457', '+54 11 4321 0000', '1001', '099123456'])
      await dial(number);
    expect(sent).to.have.length(5);
  });

  it('is only whom the page allows, where it allows any number without a country code', async () => {
    const { dial, sent } = setup({ allow: ['09', '2'] });
    expect(await refusalOf(dial('40001234'))).to.deep.equal(no);
    for (const number of ['099123456', '29001234', '+54 11 4321 0000', '1001']) await dial(number);
    expect(sent).to.have.length(4);
  });

  it('is asked about where it may be dear, far or a code, once the command does not say that a person said yes', async () => {
    const { dial, sent } = setup();
    for (const [number, kind] of [
      ['+1900123456', 'premium'],
      ['0900 1234', 'premium'],
      ['00882131234567', 'satellite'],
      ['*72091000000', 'code'],
      ['*21*091000000#', 'code'],
      ['*72', 'code'],
      ['112', 'emergency'],
      ['9-1-1', 'emergency'],
      ['+112', 'emergency'],
      ['112#', 'emergency'],
    ] as const) {
      const error = await failure(dial(number));
      expect([error.code, error.field, error.detail], number).to.deep.equal(['INVALID', 'confirmed', kind]);
      expect(error.message).to.contain(number);
    }
    expect(sent).to.deep.equal([]);
    await dial('*72', { confirmed: true });
    expect(sent, 'and the answer does not go out').to.deep.equal([{ ...call, destination: '*72' }]);
  });

  it('lets no dialer call an emergency number, and looks behind a pause for another country', async () => {
    const { client, dial } = setup({ deny: ['+252'], pauses: true });
    for (const command of [
      { ...schedule, entry: { ...entry, destination: '112' } },
      { type: 'addContacts', campaign: 'c', contacts: [{ destination: '911' }] },
      { type: 'dialerTask', mode: 'now', campaign: 'c', destination: '112' },
      { type: 'dialerTask', mode: 'now', campaign: 'c', destination: '*31#112' },
      { type: 'addContacts', campaign: 'c', contacts: [{ destination: '+1911' }] },
      { ...schedule, entry: { ...entry, destination: 'H=0=+598 911' } },
    ])
      expect(await failure(client.send(command as never))).to.include({ code: 'INVALID', detail: 'emergency' });
    expect(await refusalOf(dial('9,0025261234567'))).to.deep.equal(no);
    await dial('18005551212,,252#');
  });

  it('is not asked about what the page allows, and asked still what only another one allows', async () => {
    const { dial, sent } = setup([{ allow: ['*72', '0900', '0'] }, { allow: ['+1900', '0900', '*72', '0'] }]);
    await dial('*72');
    await dial('09001234');
    expect(await refusalOf(dial('+1900123456'))).to.deep.equal(ask);
    expect(sent).to.have.length(2);
    await setup({ allow: ['+1900'] }).dial('001900123456');
  });

  it('takes no text of up to six digits for dear or wrong, whatever the lists say', async () => {
    fc.assert(
      await fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 6 }),
        async (code) => {
          fc.pre(!['112', '911'].includes(code));
          const { dial, sent } = setup({ allow: ['+598', '09'] });
          await dial(code);
          expect(sent).to.have.length(1);
        },
      ),
      { examples: [['00123'], ['001234'], ['011234']] }, // no other country's, though numbers of those begin so
    );
  });

  it('can be narrowed and never widened by another', async () => {
    const { dial, sent } = setup([
      { allow: ['+598', '+54'], perMinute: 5 },
      { allow: ['+54', '+44'], deny: ['+5411'], perMinute: 50 },
    ]);
    for (const number of ['+44207946095', '+59899123456', '+541143210000'])
      expect(await refusalOf(dial(number)), number).to.deep.equal(no);
    for (let at = 0; at < 5; at++) await dial(`+5423432100${at}`);
    expect((await failure(dial('+542343210099'))).code).to.equal('BUSY');
    expect(sent).to.have.length(5);
  });

  it('is nobody where what the page says cannot be read', async () => {
    for (const wrong of [
      '{"deny":["Premium"]}',
      '{"allow":["Uruguay"]}',
      '{"alow":["+598"]}',
      '{',
      '[1]',
      '{"deny":"+252"}',
      '{"perMinute":"20"}',
      '{"allow":[""]}',
      '{"deny":["++252"]}',
      '{"deny":["2+52"]}',
      '{"deny":["constructor"]}',
      '{"__proto__":{"deny":[]}}',
      () => Promise.resolve({}),
      () => new Map([['deny', ['+252']]]),
      () => 'deny: +252',
      () => {
        throw new Error('down');
      },
    ]) {
      const { dial, sent } = setup(wrong);
      expect(await refusalOf(dial('091000000')), `${wrong}`).to.deep.equal(no);
      expect(sent).to.deep.equal([]);
    }
    const { dial, sent } = setup('{"allow":["+598"]}');
    await dial('+59891000000');
    expect(sent).to.have.length(1);
  });

  it('is whom an object of the page’s own class says', async () => {
    class Rules {
      get deny() {
        return ['+252'];
      }
      mayCall() {
        return 'No.';
      }
    }
    const { dial } = setup(() => new Rules());
    expect(await failure(dial('+252612345678'))).to.include({ detail: 'deny' });
    expect(await failure(dial('091000000'))).to.include({ detail: 'mayCall', message: 'No.' });
  });

  it('is twenty a minute, and then the next one when its time has come', async () => {
    const clock = holdClock();
    const { dial, sent } = setup();
    for (let at = 0; at < 20; at++) await dial(`0910000${10 + at}`);
    const error = await failure(dial('091000099'));
    expect([error.code, error.maybeSent, error.retryAfter]).to.deep.equal(['BUSY', false, 60_000]);
    await clock.tickAsync(60_000);
    await dial('091000099');
    expect(sent).to.have.length(21);
  });

  it('is counted for an agent and a dialer, whichever client, tab or load of the page dials', async () => {
    const { client, dial, server, sent } = setup({ perMinute: 3 });
    await dial('091000001');
    client.close();
    const [again, tab] = [setup({ perMinute: 3 }, { server }), setup({ perMinute: 3 }, { server })];
    await again.dial('091000002');
    await tab.dial('091000003');
    for (const { dial } of [again, tab])
      expect(await failure(dial('091000004'))).to.include({ code: 'BUSY', detail: 'perMinute', maybeSent: false });
    await setup({ perMinute: 3 }, { server, agent: 'Bob' }).dial('091000004');
    await setup({ perMinute: 3 }).dial('091000004');
    expect([sent, again.sent, tab.sent].map(({ length }) => length)).to.deep.equal([1, 1, 1]);
    expect(JSON.stringify(Object.entries(localStorage))).not.to.contain('0910000');
    await again.client.forget();
    await again.dial('091000005');
  });

  it('is counted also where the page’s scripts clear the storage, and where the browser has none', async () => {
    const { dial, server } = setup({ perMinute: 2 });
    await dial('091000001');
    localStorage.clear();
    await dial('091000002');
    expect((await failure(dial('091000003'))).code).to.equal('BUSY');
    const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
    Object.defineProperty(globalThis, 'localStorage', {
      ...{ configurable: true },
      get: () => {
        throw new DOMException('No.', 'SecurityError');
      },
    });
    try {
      const [one, other] = [setup({ perMinute: 1 }, { server }), setup({ perMinute: 1 }, { server })];
      await one.dial('091000001');
      expect((await failure(other.dial('091000002'))).code).to.equal('BUSY');
    } finally {
      Object.defineProperty(globalThis, 'localStorage', storage);
    }
  });

  it('counts no call that surely was not placed', async () => {
    let isLet: boolean | string = 'Not in these hours.';
    let send = (): Reply => {
      throw new CtiError('UNREACHABLE', 'Nobody is there.', { maybeSent: false });
    };
    const { dial, sent } = setup({ perMinute: 1, mayCall: () => isLet }, { send: () => send() });
    await failure(dial('091000001'));
    isLet = true;
    await failure(dial('091000002'));
    send = () => {
      throw new CtiError('TIMEOUT', 'It may have been.', { maybeSent: true });
    };
    await failure(dial('091000003'));
    expect((await failure(dial('091000004'))).code).to.equal('BUSY');
    expect(sent).to.have.length(2);
  });

  it('is asked about again when it goes, where another tab dialled while the page’s function thought', async () => {
    let answer: (said: boolean) => void = () => undefined;
    const asked = new Promise<boolean>((resolve) => (answer = resolve));
    const { client, dial, server, sent } = setup({ perMinute: 1, mayCall: () => asked });
    const slow = failure(dial('091000001'));
    await setup({ perMinute: 1 }, { server }).dial('091000002');
    answer(true);
    expect(await slow).to.include({ code: 'BUSY', detail: 'perMinute', maybeSent: false });
    expect(sent).to.deep.equal([]);
    expect(
      client.log.lines.flatMap(({ what, detail }) => (what === 'refused' ? [Object(detail).why] : [])),
    ).to.deep.equal(['perMinute']);
  });

  it('is counted once where another transport has to take it', async () => {
    const away = fakeTransport({
      send: () => Promise.reject(new CtiError('UNREACHABLE', 'Nobody is there.', { maybeSent: false })),
    });
    const near = fakeTransport({ send: () => ({ status: 'confirmed', transport: 'fake' }) as Reply });
    const client = new CtiClient({ transports: [away, near], destinations: () => ({ perMinute: 1.5 }) });
    await client.send(call);
    expect([away.sent.length, near.sent.length]).to.deep.equal([1, 1]);
    const { code, retryAfter } = await failure(client.send({ ...call, destination: '091000002' }));
    expect([code, retryAfter! > 0]).to.deep.equal(['BUSY', true]);
  });

  it('is counted also where all are dialled at once', async () => {
    const { dial, sent } = setup({ perMinute: 3 });
    const done = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => dial(`09100001${at}`)));
    expect([done.filter(({ status }) => status === 'fulfilled').length, sent.length]).to.deep.equal([3, 3]);
  });

  it('needs a press where the page wants one', async () => {
    const { dial, sent } = setup({ needsGesture: true });
    expect(await refusalOf(dial('091000000'))).to.deep.equal(no);
    expect(sent).to.deep.equal([]);
  });

  it('is who the page’s function lets pass, which gets the digits', async () => {
    const asked: unknown[] = [];
    let said: unknown = true;
    const { dial, sent } = setup({
      mayCall: (number, { campaign }) => (asked.push([number, campaign]), said as boolean),
    });
    await dial('+598 (99) 123-456');
    for (const [answer, words] of [
      ['Ana moved away.', 'Ana moved away.'],
      [false, 'This page does not allow calls to this number.'],
      [undefined, 'This page does not allow calls to this number.'],
      [
        Promise.reject(new Error('down')),
        'This page could not find out whether this number may be dialled. It was not dialled.',
      ],
    ] as const) {
      said = answer;
      expect(await failure(dial('091000001'))).to.include({ code: 'INVALID', message: words, maybeSent: false });
    }
    expect([asked[0], sent.length]).to.deep.equal([['+59899123456', call.campaign], 1]);
  });

  it('is told to that function without the outside line before it', async () => {
    const asked: string[] = [];
    const { dial } = setup({ pauses: true, mayCall: (number) => (asked.push(number), true) });
    for (const number of ['9,,0025261234567', '0w091 000 000,,12#', '0,9,0059899123456', '1001,,123#', '9'])
      await dial(number);
    expect(asked).to.deep.equal(['0025261234567', '091000000', '0059899123456', '1001', '9']);
  });

  it('is asked by mayCall also in a page whose library has another Array#entries', async () => {
    const { dial, sent } = setup([{ mayCall: () => true }, { mayCall: (number) => number !== '092' }]);
    await inForeignPage(async () => {
      await dial('091');
      expect(await refusalOf(dial('092'))).to.deep.equal(no);
    });
    expect(sent).to.have.length(1);
  });

  it('is nobody where that function is silent for ten seconds', async () => {
    const clock = holdClock();
    const { dial, sent } = setup({ mayCall: () => new Promise<boolean>(() => undefined) });
    const refused = failure(dial('091000000'));
    await clock.tickAsync(10_000);
    expect([(await refused).code, sent]).to.deep.equal(['INVALID', []]);
  });

  it('is always an emergency number, after one question', async () => {
    const { dial, sent } = setup({
      ...{ allow: ['+598', '09'], deny: ['1', '9', '0'], perMinute: 0, needsGesture: true, mayCall: () => 'No.' },
    });
    for (const number of ['112', '911']) {
      expect(await refusalOf(dial(number))).to.deep.equal(ask);
      await dial(number, { confirmed: true });
    }
    const { dial: near, sent: dialled } = setup({ allow: ['+598', '1', '9', '+'], perMinute: 0 });
    for (const number of ['112', '911', '+1911']) expect(await refusalOf(near(number))).to.deep.equal(ask);
    await setup({ allow: ['112'] }).dial('112');
    expect(dialled).to.deep.equal([]);
    expect(await refusalOf(setup({ deny: ['+598'] }).dial('+598 99 123 112')), 'it only ends like one').to.deep.equal(
      no,
    );
    const { dial: other } = setup({ emergency: ['100'], perMinute: 0 });
    expect(await refusalOf(other('100'))).to.deep.equal(ask);
    expect(await failure(other('112'))).to.include({
      ...{ code: 'BUSY', detail: 'perMinute', maybeSent: false, retryAfter: undefined },
      message: 'Calls are not allowed here: ask your administrator.',
    });
    expect(sent).to.have.length(2);
  });

  it('lets keys follow a pause only where the page allows that', async () => {
    const { dial, sent } = setup();
    expect(await refusalOf(dial('18005551212,,123#'))).to.deep.equal(no);
    const { dial: other, sent: gone } = setup({ pauses: true });
    await other('18005551212,,123#');
    for (const several of [
      [{}, { pauses: true }],
      [{ pauses: true }, { pauses: false }],
    ])
      expect(
        await refusalOf(setup(several).dial('18005551212,,123#')),
        'by the administrator, and nobody else',
      ).to.deep.equal(no);
    await setup([{ pauses: true }, {}]).dial('18005551212,,123#');
    expect([sent.length, gone]).to.deep.equal([0, [{ ...call, destination: '18005551212,,123#' }]]);
  });

  it('writes each refusal into the log', async () => {
    const { client, dial } = setup({ deny: ['+252'] });
    await failure(dial('+25261000000'));
    await failure(dial('112'));
    expect(
      client.log.lines.flatMap(({ what, detail }) => (what === 'refused' ? [Object(detail).why] : [])),
    ).to.deep.equal(['deny', 'emergency']);
  });

  it('holds for all that a dialer would dial later', async () => {
    const { client, sent } = setup({ deny: ['+252'] });
    const number = '+25261000000';
    for (const [command, field] of [
      [{ ...respool, entry: { ...entry, destination: number } }, 'entry.destination'],
      [{ ...schedule, entry: { ...entry, alternatives: ['099', number] } }, 'entry.alternatives.1'],
      [{ ...dispose, customer: number, callbackAt: '2030-01-01 10:00:00' }, 'customer'],
      [{ type: 'addContact', campaign: 'c', contact: { destination: number } }, 'contact.destination'],
      [
        { type: 'addContacts', campaign: 'c', contacts: [{ destination: '099' }, { destination: number }] },
        'contacts.1.destination',
      ],
      [{ type: 'dialerTask', mode: 'now', campaign: 'c', destination: number }, 'destination'],
    ] as const)
      expect(await failure(client.send(command as never)), command.type).to.include({ code: 'INVALID', field });
    expect(sent).to.deep.equal([]);
    await client.send({ ...dispose, customer: number });
    expect(sent, 'a result alone dials nobody').to.have.length(1);
  });
});

describe('a number that this browser put on a do-not-call list', () => {
  const phone = '091 000 000';
  const listed = (campaign: string, more = {}) => ({
    type: 'blacklist' as const,
    entries: [{ phone, campaign, ...more }],
  });

  it('is not dialled for that campaign for 24 hours, in any spelling, by any agent of this browser, and it is said who and when', async () => {
    const clock = holdClock({ at: Date.UTC(2026, 5, 1, 12), only: 'dates' });
    const { client, dial, server, sent } = setup();
    await client.send(listed('Sale->'));
    const { dial: byOther } = setup(undefined, { agent: 'Bob', server });
    for (const one of [dial, byOther]) {
      const error = await failure(one('091-000-000', { campaign: 'Sale->' }));
      expect([error.code, error.field, error.maybeSent]).to.deep.equal(no);
      expect(error.message).to.contain('Ana').and.contain('2026').and.contain('Sale->');
    }
    await dial(phone, { campaign: 'Other' });
    await dial('091000001', { campaign: 'Sale->' });
    clock.setSystemTime(Date.UTC(2026, 5, 2, 12));
    await dial(phone, { campaign: 'Sale->' });
    expect(sent.map(({ type }) => type)).to.deep.equal(['blacklist', 'call', 'call', 'call']);
  });

  it('is said to be there since it was put there last', async () => {
    const clock = holdClock({ at: Date.UTC(2026, 5, 1, 12), only: 'dates' });
    const { client, dial, server } = setup();
    await client.send(listed('Sale->'));
    clock.setSystemTime(Date.UTC(2026, 5, 1, 13));
    await setup(undefined, { agent: 'Bob', server }).client.send(listed('Sale->'));
    const { message } = await failure(dial(phone, { campaign: 'Sale->' }));
    expect(message)
      .to.contain('by Bob')
      .and.contain(new Date(Date.UTC(2026, 5, 1, 13)).toLocaleString());
    await client.send({ type: 'unblacklist', entries: [{ phone, campaign: 'Sale->' }] });
    await dial(phone, { campaign: 'Sale->' });
  });

  it('is found in every spelling, also with the dialer’s label', async () => {
    const { client } = setup();
    await client.send({ type: 'blacklist', entries: [{ phone: '+59899123456', campaign: ' Sale-> ' }] });
    await client.send({ type: 'blacklist', entries: [{ phone: '099123456', campaign: 'Sale->' }] });
    const spellings = ['0059899123456', '+598 099 123 456', '+598 99 123 456#', 'H=0=+59899123456'];
    for (const destination of [...spellings, 'H=0=099123456', 'w=0=099123456', 'work=1=099 123 456'])
      expect(
        await failure(client.send({ ...schedule, entry: { ...entry, campaign: 'Sale->', destination } })),
        destination,
      ).to.include({ code: 'INVALID', detail: 'doNotCall' });
  });

  it('is found behind a code, an outside line or a pause', async () => {
    const { client, dial, sent } = setup({ pauses: true });
    await client.send({ type: 'blacklist', entries: [{ phone: '+59899123456', campaign: '*' }] });
    await client.send(listed('*'));
    const numbers = ['*67+59899123456', '*31#0059899123456', '9,0059899123456', '9 011 598 99123456', '*67091000000'];
    for (const destination of [
      ...numbers,
      '9,,091 000 000',
      '*21*091000000#',
      '#31#+598 (0)99 123456',
      '1001w091000000',
    ])
      expect(await refusalOf(dial(destination, { confirmed: true })), destination).to.deep.equal(no);
    for (const destination of ['*67+59899123456', 'H=0=*67+59899123456'])
      expect(await refusalOf(client.send({ ...schedule, entry: { ...entry, destination } }))).to.deep.equal([
        'INVALID',
        'entry.destination',
        false,
      ]);
    await dial('*6709100000', { confirmed: true });
    expect(sent.filter(({ type }) => type === 'call')).to.have.length(1);
  });

  it('is nobody whose number is the end of one that stands apart from its code', async () => {
    const { client, dial, sent } = setup();
    await client.send({ type: 'blacklist', entries: [{ phone: '*31#099123456', campaign: '*' }] });
    for (const number of ['9123456', '31']) await dial(number);
    await client.send({ type: 'blacklist', entries: [{ phone: '8123456', campaign: '*' }] });
    await dial('*21*098123456#', { confirmed: true });
    expect(sent.filter(({ type }) => type === 'call')).to.have.length(3);
    expect(await refusalOf(dial('099123456'))).to.deep.equal(no);
  });

  it('is refused without the code with which it was put on the list, until it is taken off', async () => {
    const { client, dial } = setup();
    const entries = [{ phone: '*67+59899123456', campaign: '*' }];
    await client.send({ type: 'blacklist', entries });
    expect(await refusalOf(dial('+59899123456'))).to.deep.equal(no);
    await client.send({ type: 'unblacklist', entries });
    await dial('+59899123456');
  });

  it('is refused from when it is on its way there, also after a reload meanwhile, and no more where the dialer said no', async () => {
    let refuse: (cause: CtiError) => void = () => undefined;
    const answers = [new Promise<Reply>((_, reject) => (refuse = reject))];
    const yes = { status: 'confirmed', transport: 'fake' } as const;
    const { client, dial, server } = setup(undefined, { send: () => answers.shift() ?? (yes as Reply) });
    const { entries } = listed('Sale->');
    const sending = failure(
      client.send({ type: 'blacklist', entries: [...entries, { ...entries[0]!, phone: '091000000' }] }),
    );
    for (const each of [dial, setup(undefined, { server }).dial])
      expect(await refusalOf(each(phone, { campaign: 'Sale->' }))).to.deep.equal(no);
    refuse(new CtiError('REJECTED', 'No.', { maybeSent: false }));
    await sending;
    await dial(phone, { campaign: 'Sale->' });
    await client.send(listed('Sale->'));
    answers.push(Promise.reject(new CtiError('REJECTED', 'No.', { maybeSent: false })));
    await failure(client.send(listed('Sale->')));
    expect(await refusalOf(dial(phone, { campaign: 'Sale->' })), 'it is there from before').to.deep.equal(no);
  });

  it('is written down at once with all others of its list', async () => {
    const { client, dial } = setup();
    const storage = Object.getPrototypeOf(localStorage) as Storage;
    const { setItem } = storage;
    let writes = 0;
    storage.setItem = function (name, value) {
      if (name.startsWith('portside-blocked')) writes++;
      setItem.call(this, name, value);
    };
    const entries = Array.from({ length: 300 }, (_, at) => ({ phone: `0910${10000 + at}`, campaign: '*' }));
    await client.send({ type: 'blacklist', entries }).finally(() => (storage.setItem = setItem));
    expect(writes).to.equal(1);
    for (const number of ['091010000', '091010299']) expect(await refusalOf(dial(number))).to.deep.equal(no);
  });

  it('is refused where it was put there while the page’s function thought', async () => {
    let answer: (said: boolean) => void = () => undefined;
    const asked = new Promise<boolean>((resolve) => (answer = resolve));
    const { client, dial, sent } = setup({ mayCall: () => asked });
    const slow = refusalOf(dial(phone, { campaign: 'Sale->' }));
    await client.send(listed('Sale->'));
    answer(true);
    expect([await slow, sent.map(({ type }) => type)]).to.deep.equal([no, ['blacklist']]);
  });

  it('is not dialled by a dialer either, and for no campaign where it is on the list of all', async () => {
    const { client, dial } = setup();
    await client.send(listed('*'));
    expect(await refusalOf(dial(phone, { campaign: 'Other' }))).to.deep.equal(no);
    for (const command of [
      { ...schedule, entry: { ...entry, destination: phone } },
      { ...respool, entry: { ...entry, alternatives: [phone] } },
      { ...dispose, customer: phone, callbackAt: '2030-01-01 10:00:00' },
      { type: 'addContacts', campaign: 'c', contacts: [{ destination: phone }] },
    ])
      expect(await failure(client.send(command as never))).to.include({ code: 'INVALID', maybeSent: false });
  });

  it('is refused beforehand among many contacts, as each of them is when it is sent', async () => {
    const phones = ['091000000', '091 000-000', '092000000', '+25261000000', '112', '', 'none'];
    const destination = fc.constantFrom(...phones);
    const contact = fc.record(
      { destination, alternatives: fc.array(destination, { maxLength: 2 }), priority: fc.constantFrom(1, 1.5) },
      { requiredKeys: ['destination'] },
    );
    await fc.assert(
      fc.asyncProperty(contact, fc.constantFrom('Sale->', 'Other'), async (contact, campaign) => {
        const { client } = setup({ deny: ['+252'] });
        await client.send(listed('Sale->'));
        const sending = client.send({ type: 'addContacts', campaign, contacts: [contact] });
        const refused = await sending.then(
          () => undefined,
          (cause: CtiError) => `${cause.field?.replace('contacts.0.', '')}: ${cause.message}`,
        );
        expect(client.refusals(campaign)(contact)).to.equal(refused);
      }),
    );
    expect(() => setup('{').client.refusals('c')).to.throw('cannot be read (no object');
  });

  it('is not dialled where nobody knows whether it is on the list, and dialled where the dialer said no', async () => {
    for (const [code, maybeSent] of [
      ['TIMEOUT', true],
      ['REJECTED', false],
    ] as const) {
      let answer = () => Promise.reject(new CtiError(code, code, { maybeSent })) as Promise<Reply>;
      const { client, dial, sent } = setup(undefined, { send: () => answer() });
      await failure(client.send(listed('Sale->')));
      answer = () => Promise.resolve({ status: 'confirmed', transport: 'fake' } as Reply);
      if (maybeSent) expect(await refusalOf(dial(phone, { campaign: 'Sale->' }))).to.deep.equal(no);
      else await dial(phone, { campaign: 'Sale->' });
      expect(sent).to.have.length(maybeSent ? 1 : 2);
    }
  });

  it('is dialled once it is taken off, and by the administrator’s word, who is told when and by whom', async () => {
    const { client, dial, sent } = setup();
    await client.send(listed('Sale->'));
    await client.send({ type: 'unblacklist', entries: [{ phone: '091000000', campaign: 'Sale->' }] });
    await dial(phone, { campaign: 'Sale->' });
    expect(sent).to.have.length(3);

    const told: unknown[] = [];
    const lifting = setup({ mayCall: (_, { blocked }) => (told.push(blocked?.by), true) });
    await lifting.client.send(listed('Sale->'));
    await lifting.dial(phone, { campaign: 'Sale->' });
    expect([told, lifting.sent.length]).to.deep.equal([['Ana'], 2]);

    const narrowed = setup([{}, { mayCall: () => true }]);
    await narrowed.client.send(listed('Sale->'));
    expect(await refusalOf(narrowed.dial(phone, { campaign: 'Sale->' })), 'by nobody else’s').to.deep.equal(no);
  });

  it('is kept by a client without a name for itself alone', async () => {
    const [client, other] = [0, 1].map(() => new CtiClient({ transports: [fakeTransport()] }));
    await client!.send(listed('Sale->'));
    expect(await refusalOf(client!.send({ ...call, destination: phone, campaign: 'Sale->' }))).to.deep.equal(no);
    await other!.send({ ...call, destination: phone, campaign: 'Sale->' });
  });

  it('is dialled where only calls from it are stopped, and once everything of the agent is forgotten', async () => {
    const { client, dial } = setup();
    await client.send(listed('Sale->', { direction: 'I' }));
    await dial(phone, { campaign: 'Sale->' });
    await client.send(listed('Sale->', { direction: 'I/O' }));
    expect(await refusalOf(dial(phone, { campaign: 'Sale->' }))).to.deep.equal(no);
    await client.forget();
    await dial(phone, { campaign: 'Sale->' });
  });
});

describe('what waits in the outbox', () => {
  const at = '2099-10-10 15:00:00';
  const callback = (destination: string, more = {}) =>
    ({ ...schedule, at, entry: { ...entry, destination, alternatives: [], ...more } }) satisfies Command;

  /** An agent's client whose dialer answers nobody, until the test lets it. */
  function waiting(code: CtiError['code'] = 'UNAUTHORIZED') {
    const server = `https://${agents++}.example`;
    const rules: Destinations = {};
    const state = { answer: (): Reply => fail(code) };
    const outbox = new Outbox({ agent: 'Ana', server });
    const transport = Object.assign(
      fakeTransport({ send: async ({ type }) => (type === 'blacklist' ? yes : state.answer()) }),
      {
        checks: supervisorChecks,
        repeats: ['schedule'] as const,
      },
    );
    const client = new CtiClient({
      ...{ transports: [transport], outbox, memory: `Ana@${server}` },
      destinations: () => rules,
    });
    const numbers = () =>
      transport.sent.flatMap((command) => (command.type === 'blacklist' ? [] : [numberOf(command)]));
    const shown = () => outbox.list().map(({ command, state }) => [numberOf(command), state]);
    return { client, outbox, rules, state, numbers, shown };
  }
  const yes = { status: 'confirmed', transport: 'fake' } as Reply;
  const fail = (code: CtiError['code']) => {
    throw new CtiError(code, `${code} it is.`);
  };
  const numberOf = (command: Command) =>
    'entry' in command ? command.entry.destination : 'customer' in command ? command.customer : '';

  it('is asked about again before it goes, by the rules of then, and is held with the sentence', async () => {
    const { client, outbox, rules, state, numbers, shown } = waiting();
    for (const number of ['091000001', '+19005550100', '091000003'])
      expect(await client.send(callback(number))).to.include({ status: 'queued' });
    await client.send({ type: 'blacklist', entries: [{ phone: '091000001', campaign: entry.campaign }] });
    rules.deny = ['+1900'];
    const before = numbers().length;
    state.answer = () => yes;
    await outbox.flush();
    expect(numbers().slice(before)).to.deep.equal(['091000003']);
    expect(shown()).to.deep.equal([
      ['091000001', 'held'],
      ['+19005550100', 'held'],
    ]);
    const [blocked, denied] = outbox.list();
    expect(blocked?.reason).to.contain('091000001 was put on the do-not-call list');
    expect(denied?.reason).to.contain('+19005550100 is among the numbers that are not dialled here');

    for (const { id } of outbox.list()) expect((await failure(outbox.retry(id))).code).to.equal('INVALID');
    expect([numbers().length, shown().map(([, each]) => each)]).to.deep.equal([before + 1, ['held', 'held']]);
    delete rules.deny;
    expect(await outbox.retry(denied?.id ?? '')).to.equal(yes);
    expect(shown()).to.deep.equal([['091000001', 'held']]);
    await client.forget();
    client.close();
  });

  it('is looked at in each field that is dialled, and in no other', async () => {
    const { client, outbox, rules, state, shown } = waiting();
    const commands: Command[] = [
      callback('091000001', { alternatives: ['+19005550100'] }),
      { type: 'respool', entry: { ...entry, destination: '+19005550101' } },
      { ...dispose, guid: 'g-1', customer: '+19005550102', callbackAt: at },
      { ...dispose, guid: 'g-2', customer: '+19005550103' },
    ];
    for (const command of commands) expect(await client.send(command)).to.include({ status: 'queued' });
    rules.deny = ['+1900'];
    state.answer = () => yes;
    await outbox.flush();
    expect(shown()).to.deep.equal([
      ['091000001', 'held'],
      ['+19005550101', 'held'],
      ['+19005550102', 'held'],
    ]);
    await client.forget();
    client.close();
  });

  it('stays unknown where it may have arrived before the rule, and is not put in again', async () => {
    const { client, outbox, rules, state, numbers, shown } = waiting('TIMEOUT');
    await client.send(callback('+19005550100'));
    rules.deny = ['+1900'];
    state.answer = () => yes;
    await outbox.flush();
    expect([shown(), numbers().length]).to.deep.equal([[['+19005550100', 'unknown']], 1]);
    expect((await failure(outbox.retry(outbox.list()[0]?.id ?? ''))).code).to.equal('INVALID');
    expect([shown(), numbers().length]).to.deep.equal([[['+19005550100', 'unknown']], 1]);
    await client.forget();
    client.close();
  });
});
