// One suite that every transport over HTTP passes, with every command that it can carry. The portal has its own
// failures: see the portal-*.test.ts files, and the last part of this one for what it shares.
import { expect } from 'chai';
import { fc } from '../seeded.js';
import { CtiClient, CtiError, type Command, type CommandType, type Transport } from '../../src/index.js';
import { doubtText, isQuestion } from '../../src/core/doubt-text.js';
import type { Fetch } from '../../src/transports/http/fetch.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { PortalTransport } from '../../src/transports/portal/portal-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { everyCommand, needNoBody, yes } from './every-command.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { inForeignPage } from '../foreign-json.js';
import { isOverAfter, passing } from '../passing.js';
import { recorder, reply } from './requests.js';

const secret = 'Bearer t0p-s3cret-t0ken';
interface Line {
  fetch: Fetch;
  timeout?: number;
  authorization?: () => string | Promise<string>;
}
const dialers: Record<string, (line: Line) => Transport> = {
  integra: (line) =>
    new IntegraTransport({ baseUrl: 'https://dialer.example', agent: 'Agent1', phone: '1001', ...line }),
  motion: (line) => new MotionTransport({ baseUrl: 'https://dialer.example', lists: { '59': 32 }, ...line }),
  sinch: (line) => new SinchTransport({ baseUrl: 'https://dialer.example', ...line }),
  voicenter: (line) =>
    new VoicenterTransport({ baseUrl: 'https://dialer.example', code: 'account', timeZone: 'Asia/Jerusalem', ...line }),
};
const none = 'https://nobody.example';
const signIn = '<form><input type="password"></form>';

const failureIfAny = (sending: Promise<unknown>) =>
  sending.then(
    () => undefined,
    (cause: CtiError) => cause,
  );

/** What something is made with that can be stopped: the signals that live as long as it does. */
function signalsOf<T>(make: () => T): { made: T; signals: AbortSignal[] } {
  const { AbortController } = globalThis;
  const signals: AbortSignal[] = [];
  globalThis.AbortController = class extends AbortController {
    constructor() {
      super();
      signals.push(this.signal);
    }
  };
  try {
    return { made: make(), signals };
  } finally {
    globalThis.AbortController = AbortController;
  }
}

/** Counts what follows these signals: listeners, and what `AbortSignal.any` makes of them, which Node keeps as long as them. */
function countFollowers(...signals: AbortSignal[]): { followers: () => number; end: () => void } {
  let count = 0;
  for (const signal of signals) {
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args: Parameters<typeof add>) => (count++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (count--, remove(...args));
  }
  const { any } = AbortSignal;
  AbortSignal.any = (sources) => {
    count += [...sources].filter((each) => signals.includes(each)).length;
    return any.call(AbortSignal, sources);
  };
  return { followers: () => count, end: () => (AbortSignal.any = any) };
}

describe('a page whose library gives arrays and objects a toJSON', () => {
  for (const [name, make] of Object.entries(dialers))
    it(`changes no byte for ${name}, and no answer`, async () => {
      const rich = { destination: '091', data: [['a', '1']], alternatives: ['092'] } as const;
      const loaded: Partial<Record<CommandType, object>> = {
        addContacts: { fileName: 'list.csv' },
        addContact: { contact: name === 'integra' ? rich : { destination: '091' } },
        dialerTask: rich,
        workflow: { parameters: { list: [1, ['x']], at: new Date(0), inner: { a: [] } } },
        blacklist: {
          entries: [
            { phone: '1', campaign: '*' },
            { phone: '2', campaign: 'a' },
          ],
        },
      };
      for (const command of Object.values(everyCommand(name))) {
        const answer = yes(name, command); // the dialer's own page has no such library
        const run = async () => {
          const { seen, fetch } = recorder(answer);
          const transport = make({ fetch });
          const type = command.type;
          if (!transport.supports(type).ok) return [];
          const result = await failureIfAny(transport.send({ ...command, ...loaded[type] } as Command));
          transport.close();
          return [seen.map(({ url, body }) => [url, body]), result?.code];
        };
        const plain = await run();
        expect(await inForeignPage(run), command.type).to.deep.equal(plain);
      }
    });
});

for (const [name, make] of Object.entries(dialers)) {
  const commands = everyCommand(name);
  const setup = (answers: Parameters<typeof recorder>, line: Partial<Line> = {}) => {
    const { seen, fetch } = recorder(...answers);
    let asked = 0;
    const transport = make({ fetch, authorization: () => (asked++, secret), ...line });
    return { seen, transport, client: new CtiClient({ transports: [transport] }), asked: () => asked };
  };
  const transport = setup(['']).transport;
  const all = Object.values(commands) as Command[];
  const can = all.filter(({ type }) => transport.supports(type).ok);
  const cannot = all.filter(({ type }) => !transport.supports(type).ok);
  const bare = (type: CommandType) => needNoBody[name]?.includes(type);

  describe(`${name}, as every transport,`, () => {
    it('carries what it says it supports, with the authorization as it is [C-055]', async () => {
      expect(can.length).to.be.greaterThan(2);
      for (const command of can) {
        const { client, seen } = setup([yes(name, command)]);
        const got = await client.send(command);
        expect(got, command.type).to.include({ transport: name });
        expect(['confirmed', 'sent'], command.type).to.include(got.status);
        expect(
          seen.map(({ headers }) => headers.get('Authorization')),
          command.type,
        ).to.deep.equal([secret]);
      }
    });

    it('refuses what it does not support with the same reason, and sends nothing', async () => {
      for (const command of cannot) {
        const { transport: to, client, seen } = setup(['1']);
        const support = to.supports(command.type);
        const errors = [await failure(to.send(command)), await failure(client.send(command))];
        for (const error of errors) {
          expect(error, command.type)
            .to.include({ code: 'UNSUPPORTED', message: support.ok ? '' : support.reason })
            .and.to.be.instanceOf(CtiError);
        }
        expect(seen, command.type).to.deep.equal([]);
      }
    });

    it('gets nothing that is wrong: each text, number and list of a command is checked before any byte', async () => {
      for (const command of can) {
        for (const field of Object.keys(command).filter((key) => key !== 'type')) {
          for (const wrong of [{}, 7n, Symbol('x'), () => 1]) {
            const { client, seen } = setup([yes(name, command)]);
            const error = await failure(client.send({ ...command, [field]: wrong } as never));
            expect(error, `${command.type} ${field}`).to.include({ code: 'INVALID' });
            expect(error.field?.split('.')[0], `${command.type} ${field}`).to.equal(field);
            expect(seen, `${command.type} ${field}`).to.deep.equal([]);
          }
        }
      }
    });

    const answers: [string, Parameters<typeof recorder>, string | undefined, number][] = [
      ['500 as unknown', [reply('oops', 500)], 'PROTOCOL', 1],
      ['502 as unknown', [reply('<html>', 502)], 'TIMEOUT', 1],
      ['no status as unknown', [() => Response.error()], 'PROTOCOL', 1],
      ['429 as nothing done', [reply('', 429)], 'BUSY', 1],
      ['404 as a no', [reply('', 404)], 'REJECTED', 1],
      ['401 as signed out, after asking the page once more', [reply('', 401)], 'UNAUTHORIZED', 2],
      ['403 as a right that is missing, after asking the page once more', [reply('', 403)], 'REJECTED', 2],
      ['a sign-in page as signed out', [reply(signIn)], 'UNAUTHORIZED', 2],
      ['a web page as no answer', [reply('<!DOCTYPE html><div id="root"></div>')], 'PROTOCOL', 1],
      ['a web page behind blanks and a mark as no answer', [reply('\n \uFEFF\uFEFF\t<html>', 201)], 'PROTOCOL', 1],
      ['a page of some XML as no answer', [reply('<?xml version="1.0"?><ErrorCode>0</ErrorCode>')], 'PROTOCOL', 1],
      [
        'a sign-in page of any spelling as signed out',
        [reply(`\uFEFF<FORM><INPUT Type = 'Password'>`)],
        'UNAUTHORIZED',
        2,
      ],
      [
        'a page that speaks of passwords late as no answer',
        [reply(`<p>${' '.repeat(8192)}type=password`)],
        'PROTOCOL',
        1,
      ],
      ['429 of a proxy with its sign-in page as nothing done', [reply(signIn, 429)], 'BUSY', 1],
      ['502 of a proxy with its sign-in page as unknown', [reply(signIn, 502)], 'TIMEOUT', 1],
      ['404 of a proxy with its sign-in page as a no', [reply(signIn, 404)], 'REJECTED', 1],
      ['500 of a proxy with its sign-in page as unknown', [reply(signIn, 500)], 'PROTOCOL', 1],
      ['401 of a proxy with a page as signed out', [reply('<html>', 401)], 'UNAUTHORIZED', 2],
      ['nothing as no answer', [reply('')], undefined, 1],
    ];
    for (const [what, given, code, times] of answers) {
      it(`takes ${what}`, async () => {
        for (const command of can) {
          const { client, seen, asked } = setup(given);
          const error = await failureIfAny(client.send(command));
          // Only hang-up has a second documented path, for 404 (U-20).
          const expected = command.type === 'hangup' && code === 'REJECTED' ? 2 : times;
          expect(seen.length, command.type).to.equal(expected);
          expect(asked(), command.type).to.equal(expected);
          if (!code && bare(command.type)) expect(error, command.type).to.equal(undefined);
          else expect(error, command.type).to.include({ code: code ?? 'PROTOCOL', transport: name });
          // A definite no is none that may have happened (a bulk of Voicenter’s may have been taken in part: V-11), nor is a question.
          const isOpen = !!error && ['PROTOCOL', 'TIMEOUT'].includes(error.code);
          if (error) expect(error.maybeSent, command.type).to.equal(isOpen && !isQuestion(command));
        }
      });
    }

    it('says of a connection that breaks, and of no answer in time, what may have happened and where to look', async () => {
      const clock = holdClock();
      const silent: Fetch = (_, { signal }) =>
        new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
      for (const command of can) {
        for (const [fetch, timeout, limit] of [
          [() => Promise.reject(new TypeError('Failed to fetch')), 20, 0],
          [silent, 20, 20],
          [silent, undefined, 15_000],
        ] as const) {
          const line = { fetch, ...(timeout && { timeout }) };
          const sending = failure(new CtiClient({ transports: [make(line)] }).send(command));
          if (limit) expect(await isOverAfter(clock, limit - 1, sending), command.type).to.equal(false);
          expect(await isOverAfter(clock, 1, sending), command.type).to.equal(true);
          const error = await sending;
          expect(error, command.type).to.include({ code: 'TIMEOUT', transport: name });
          expect(error.maybeSent, command.type).to.equal(!isQuestion(command));
          const [cause, ...rest] = error.message.split(/(?<=\.) /);
          expect(cause, command.type).to.match(
            /^(No answer from dialer\.example in time|The connection to dialer\.example failed)\.$/,
          );
          const { type } = command;
          expect(rest.join(' '), type).to.equal(isQuestion(command) ? '' : doubtText(command));
        }
      }
    });

    it('stops at once when the page says so or the client is closed', async () => {
      for (const command of can) {
        const began: (() => void)[] = [];
        const silent: Fetch = (_, { signal }) =>
          new Promise(
            (__, reject) => (signal?.addEventListener('abort', () => reject(signal.reason as Error)), began.pop()?.()),
          );
        for (const how of ['page', 'client'] as const) {
          const client = new CtiClient({ transports: [make({ fetch: silent })] });
          const stop = new AbortController();
          const isAsked = new Promise<void>((resolve) => began.push(resolve));
          const sending = failure(client.send(command, { signal: stop.signal }));
          await isAsked;
          if (how === 'page') stop.abort();
          else client.close();
          expect(await sending, `${command.type}, ${how}`).to.include({
            code: 'CANCELED',
            maybeSent: !isQuestion(command),
          });
        }
        const { client, seen } = setup([yes(name, command)]);
        expect(await failure(client.send(command, { signal: AbortSignal.abort() })), command.type).to.include({
          code: 'CANCELED',
          maybeSent: false,
        });
        expect(seen, command.type).to.deep.equal([]);
      }
    });

    it('leaves nothing of its requests on what may stop them: a client that stays open makes thousands', async () => {
      let answer = reply('');
      let most = 0;
      const fetch: Fetch = () => {
        most = Math.max(most, followers());
        return Promise.resolve(answer());
      };
      const { made, signals } = signalsOf(() => make({ fetch, authorization: () => secret }));
      const page = new AbortController();
      const { followers, end } = countFollowers(page.signal, ...signals);
      try {
        for (const command of can) {
          for (const each of [reply(yes(name, command)), reply('oops', 500), reply('', 401)]) {
            answer = each;
            most = 0;
            await failureIfAny(made.send(command, false, page.signal));
            expect([most, followers()], `${command.type}: the page and the client, and nobody`).to.deep.equal([2, 0]);
          }
        }
      } finally {
        end();
      }
    });

    it('sends nothing without a sign-in that works, nor while the computer is offline', async () => {
      for (const command of can) {
        const { client, seen } = setup([yes(name, command)], { authorization: () => Promise.reject(new Error('no')) });
        expect(await failure(client.send(command)), command.type).to.include({
          code: 'UNAUTHORIZED',
          maybeSent: false,
        });
        expect(seen, command.type).to.deep.equal([]);
      }
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      try {
        for (const command of can) {
          const { client, seen } = setup([yes(name, command)]);
          expect(await failure(client.send(command)), command.type).to.include({
            code: 'UNREACHABLE',
            maybeSent: false,
          });
          expect(seen, command.type).to.deep.equal([]);
        }
      } finally {
        delete (navigator as { onLine?: boolean }).onLine;
      }
    });

    it('asks who wants to know, after the sign-in and immediately before each byte, whether it may go', async () => {
      for (const command of can) {
        const order: string[] = [];
        const { transport: to, seen } = setup([yes(name, command)], {
          authorization: () => (order.push('sign-in'), secret),
        });
        await to.send(command, false, undefined, async () => void order.push(`asked before ${seen.length}`));
        const each = seen.map((_, at) => ['sign-in', `asked before ${at}`]);
        expect(order, command.type).to.deep.equal(each.flat());
        const no = new CtiError('BUSY', 'Another tab has it.');
        const refused = setup([yes(name, command)]);
        const error = await failure(refused.transport.send(command, false, undefined, () => Promise.reject(no)));
        expect(error, command.type).to.include({ code: 'BUSY', maybeSent: false });
        expect(refused.seen, command.type).to.deep.equal([]);
      }
    });

    it('has sent nothing when it is stopped while the page is asked for its sign-in', async () => {
      for (const command of can) {
        let ask = () => {};
        const isAsked = new Promise<void>((resolve) => (ask = resolve));
        const { client, seen } = setup([yes(name, command)], { authorization: () => (ask(), new Promise(() => {})) });
        const sending = failure(client.send(command));
        await isAsked;
        client.close();
        expect(await sending, command.type).to.include({ code: 'CANCELED', maybeSent: false });
        expect(seen, command.type).to.deep.equal([]);
      }
    });

    it('tells how long the dialer wants to be left alone, in seconds or until a date', async () => {
      holdClock({ only: 'dates', at: Date.UTC(2026, 10, 30) });
      for (const [header, wait] of [
        ['120', 120_000],
        ['49.5', 49_500],
        ['+49', 49_000],
        ['-5', 0],
        ['Infinity', undefined],
        ['Mon, 30 Nov 2026 00:01:00 GMT', 60_000],
        ['Sun, 29 Nov 2026 00:00:00 GMT', 0],
        ['soon', undefined],
        ['', undefined],
      ] as const)
        for (const status of [429, 503]) {
          const { client } = setup([reply('', status, { 'Retry-After': header })]);
          expect((await failure(client.send(can[0]!))).retryAfter, `${status} ${header}`).to.equal(wait);
        }
    });

    it('throws nothing but CtiError, whatever is answered, and never a secret', async () => {
      const status = fc.constantFrom(200, 201, 204, 301, 400, 401, 404, 418, 429, 500, 503);
      const body = fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom('0', '"0"', 'null', '[null]', '{"ErrorCode":"x"}', '[{"statusCode":null}]', '<', secret),
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...can), status, body, async (command, code, text) => {
          const { client } = setup([reply(code === 204 ? null : text, code)]);
          const error = await failureIfAny(client.send(command));
          if (error) expect(error).to.be.instanceOf(CtiError).and.to.have.property('transport', name);
          if (text !== secret)
            expect(
              `${error?.message} ${error?.detail} ${error?.stack} ${String(error?.cause)} ${client.exportLog()}`,
            ).not.to.contain('t0p-s3cret');
        }),
        { numRuns: 300 },
      );
    });
  });
}

describe('the portal, as every transport,', () => {
  it('refuses what it has no action for, and whatever comes while nobody is there, with the reason that it gives', async () => {
    const clock = holdClock();
    const transport = new PortalTransport({ origin: none, timeout: 50 });
    for (const command of Object.values(everyCommand('portal')) as Command[]) {
      const support = transport.supports(command.type);
      const error = await passing(clock, failure(transport.send(command)));
      expect(error, command.type).to.be.instanceOf(CtiError);
      if (!support.ok) expect(error, command.type).to.include({ code: support.code, message: support.reason });
    }
    transport.close();
  });
});
