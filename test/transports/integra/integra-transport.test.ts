import { expect } from 'chai';
import { IntegraTransport, type IntegraOptions } from '../../../src/transports/integra/index.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { passing, isOverAfter } from '../../passing.js';
import { readCti } from '../../../src/codecs/cti-object.js';
import type { RespoolEntry } from '../../../src/index.js';
import {
  call,
  callWithPhone,
  cti,
  dispose,
  hangup,
  respool,
  respoolObject,
  schedule,
  tag,
  entry,
} from '../../samples.js';
import { until } from '../../until.js';
import { sent, settings, setup, guid } from './integra.fixture.js';
import { noGuids } from '../../codecs/guid.samples.js';

describe('the Integra transport', () => {
  it('posts every command below the base, with one slash at the joint [C-052 C-053]', async () => {
    for (const baseUrl of ['https://ucontact.example', 'https://ucontact.example/', 'https://ucontact.example//']) {
      const { request, url } = await sent(hangup, { baseUrl });
      expect(request.method).to.equal('POST');
      expect(url).to.equal('https://ucontact.example/Integra/resources/Agents/HungupPhone');
    }
    expect((await sent(hangup, { baseUrl: '/ucontact' })).url).to.equal(
      `${location.origin}/ucontact/Integra/resources/Agents/HungupPhone`,
    );
  });

  it('sends the documented content type, the space included [C-054]', async () => {
    for (const command of [hangup, respool, schedule, dispose]) {
      expect((await sent(command)).request.headers.get('content-type')).to.equal(
        'application/x-www-form-urlencoded; charset=UTF-8',
      );
    }
  });

  it('sends the page’s authorization as it is, asked anew each time, and none without one [C-055 C-056]', async () => {
    let count = 0;
    const { requests, transport } = setup('1', { authorization: async () => `Basic t0ken${(count += 1)}==` });
    await transport.send(hangup);
    await transport.send(hangup);
    expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal([
      'Basic t0ken1==',
      'Basic t0ken2==',
    ]);
    for (const authorization of [undefined, () => '', () => undefined]) {
      expect(
        (await sent(hangup, authorization ? { authorization } : {})).request.headers.has('authorization'),
      ).to.equal(false);
    }
  });

  it('sends nothing when the page cannot sign in', async () => {
    const clock = holdClock();
    const throws = () => {
      throw new Error('no');
    };
    for (const authorization of [throws, () => 'line\nbreak', () => new Promise<string>(() => {})]) {
      const { requests, transport } = setup('1', { authorization, timeout: 50 });
      expect((await passing(clock, failure(transport.send(hangup)))).code).to.equal('UNAUTHORIZED');
      expect(requests).to.deep.equal([]);
    }
  });

  it('makes no request for what only the portal can do [C-049 C-050]', async () => {
    for (const command of [callWithPhone, cti]) {
      const { requests, transport } = setup();
      expect((await failure(transport.send(command))).code).to.equal('UNSUPPORTED');
      expect(requests).to.deep.equal([]);
    }
  });

  it('makes no request without the agent’s phone to ring or hang up [C-082]', async () => {
    for (const command of [call, hangup]) {
      const { requests, transport } = setup('1', { phone: '' });
      expect(await failure(transport.send(command)))
        .to.include({ code: 'UNSUPPORTED' })
        .and.property('message')
        .contains('phone');
      expect(requests).to.deep.equal([]);
    }
  });

  it('makes no request for a tag without the customer’s number [C-096]', async () => {
    const { requests, transport } = setup();
    expect(await failure(transport.send(tag))).to.include({ code: 'INVALID', field: 'phone' });
    expect(requests).to.deep.equal([]);
  });

  it('says that the computer is offline, also when the page’s back end cannot be asked for the sign-in then', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    try {
      for (const authorization of [undefined, () => Promise.reject(new TypeError('Failed to fetch'))]) {
        const { requests, transport } = setup('1', authorization && { authorization });
        expect((await failure(transport.send(call))).code).to.equal('UNREACHABLE');
        expect(requests).to.deep.equal([]);
      }
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('stops what is on its way when it is closed', async () => {
    let isAsked = false;
    const transport = new IntegraTransport({
      ...settings,
      fetch: (_, { signal }) => (
        (isAsked = true),
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)))
      ),
    });
    const waiting = failure(transport.send(call));
    await until(() => isAsked);
    transport.close();
    expect((await waiting).code).to.equal('CANCELED');
  });
});

describe('the Integra transport’s bytes', () => {
  it('place a call [C-057 C-059 C-071 C-072 C-073 C-075]', async () => {
    const { url, body } = await sent(call, {}, guid);
    expect(url).to.equal('https://ucontact.example/Integra/resources/Agents/AgentCall');
    expect(body).to.equal(
      'callerid=099&agent=Agent1&phone=1001&tech=SIP&context=agents&outqueue=Sale-%3E&destination=091000000',
    );
  });

  it('name SIP unless another technology is set, and leave no documented name out [C-072 C-074]', async () => {
    const { body } = await sent({ ...call, callerId: undefined } as never, { agent: '', context: '' }, guid);
    expect(body).to.equal('callerid=&agent=&phone=1001&tech=SIP&context=&outqueue=Sale-%3E&destination=091000000');
    expect((await sent(call, { tech: 'IAX2' }, guid)).body).to.contain('tech=IAX2');
  });

  it('encode letters, spaces, plus signs and arrows once [C-059 C-061 C-065]', async () => {
    const { body } = await sent({ ...call, destination: '+598 12-345-678', campaign: 'Año <-' }, {}, guid);
    expect(body).to.contain('outqueue=A%C3%B1o+%3C-&destination=%2B598+12-345-678');
  });

  it('hang up with the agent’s phone and nothing else, in the documented spelling [C-079 C-080]', async () => {
    const { url, body } = await sent(hangup);
    expect(url).to.match(/Agents\/HungupPhone$/);
    expect(body).to.equal('phone=1001');
  });

  it('respool with one JSON text, encoded once [C-058 C-060 C-067 C-123 C-124 C-125]', async () => {
    const { url, body } = await sent(respool);
    expect(url).to.match(/Integra\/resources\/Dialers\/Respool$/);
    expect(body).to.equal(
      'callspool=%7B%22campaign%22%3A%22Ventas-%3E%22%2C%22destination%22%3A%22098344484%22%2C%22dialerbase%22%3A%22basetest%22%2C%22status%22%3A1%2C%22data%22%3A%22Par1%3DVal1%3APar2%3DVal2%22%2C%22alternatives%22%3A%22098124484%22%2C%22contact%22%3A222%2C%22retries%22%3A0%2C%22priority%22%3A9999%2C%22agentphone%22%3A%221001%22%7D',
    );
  });

  it('schedule with the six keys of the REST object and the wall clock as picked [C-069 C-070 C-130 C-131 C-132 C-134]', async () => {
    const { url, body } = await sent({
      ...schedule,
      at: '2015-10-11 15:00:00',
      entry: { ...entry, alternatives: ['099124484', '099121212'] },
    });
    expect(url).to.match(/Integra\/resources\/Dialers\/ScheduleDialerCall$/);
    expect(body).to.equal(
      'callschedule=%7B%22calldate%22%3A%222015-10-11+15%3A00%3A00%22%2C%22campaign%22%3A%22Ventas-%3E%22%2C%22destination%22%3A%22098344484%22%2C%22alternatives%22%3A%22099124484%3A099121212%22%2C%22agentphone%22%3A%221001%22%2C%22data%22%3A%22Par1%3DVal1%3APar2%3DVal2%22%7D',
    );
  });

  it('tag with the number, the call and the text [C-093 C-094]', async () => {
    const { url, body } = await sent({ ...tag, phone: '091000000' }, {}, '');
    expect(url).to.match(/Integra\/resources\/Agents\/TagRecord$/);
    expect(body).to.equal(`phone=091000000&guid=${guid}&data=complaint`);
  });

  it('dispose with every documented name, empty where nothing is set, and never an action [C-083 C-084 C-085 C-086 C-087 C-088 C-089]', async () => {
    const { url, body } = await sent(dispose);
    expect(url).to.match(/Integra\/resources\/api\/DispositionCall$/);
    expect(body).to.equal(
      `campaign=Sale-%3E&agent=Agent1&callerid=091000000&guid=${guid}&l1=Sale&l2=&l3=&d1=&d2=&comment=&schedule=&camptoreschedule=&tag=`,
    );
  });

  it('dispose with a callback [C-086 C-089]', async () => {
    const all = {
      level2: 'Card',
      level3: 'Visa',
      data1: 'a',
      data2: 'b',
      comment: 'c d',
      callbackAt: '2026-12-01 15:00:00',
      callbackCampaign: 'Back->',
      tag: 't',
    };
    const { body } = await sent({ ...dispose, ...all });
    expect(body).to.contain(
      '&l1=Sale&l2=Card&l3=Visa&d1=a&d2=b&comment=c+d&schedule=2026-12-01+15%3A00%3A00&camptoreschedule=Back-%3E&tag=t',
    );
  });

  it('leave the two newer names to servers that know them [C-086]', async () => {
    for (const dialect of ['v8', 'old'] as const) {
      const { body } = await sent({ ...dispose, callbackAt: '2026-12-01 15:00:00', tag: '' }, { dialect });
      expect(body).to.match(/&schedule=2026-12-01\+15%3A00%3A00$/);
      expect([...new URLSearchParams(body).keys()]).to.have.length(11);
    }
  });
});

describe('answers to the Integra transport', () => {
  it('are done when they say 1, in white space or quotes [C-062 C-081 C-090 C-125 C-133]', async () => {
    for (const command of [hangup, respool, schedule, dispose]) {
      for (const answer of ['1', ' 1\n', '"1"']) {
        expect(await setup(answer).transport.send(command)).to.deep.equal({
          status: 'confirmed',
          transport: 'integra',
        });
      }
    }
  });

  for (const [answer, code] of [
    ['0', 'REJECTED'],
    ['"0"', 'REJECTED'],
    ['', 'PROTOCOL'],
    ['<html>sign in</html>', 'PROTOCOL'],
    ['2', 'PROTOCOL'],
    ['OK', 'PROTOCOL'],
  ] as const) {
    it(`${JSON.stringify(answer)} fail with ${code} and the raw text [C-063 C-077 C-081 C-133]`, async () => {
      for (const command of [hangup, respool, schedule, dispose]) {
        expect(await failure(setup(answer).transport.send(command))).to.include({
          code,
          detail: answer,
          transport: 'integra',
        });
      }
    });
  }

  it('give a call its bare guid [C-076 C-078]', async () => {
    for (const answer of [guid, ` ${guid}\n`, `"${guid}"`]) {
      expect(await setup(answer).transport.send(call)).to.deep.equal({
        status: 'confirmed',
        transport: 'integra',
        guid,
      });
    }
  });

  for (const [answer, code] of [
    ['0', 'REJECTED'],
    ['', 'PROTOCOL'],
    ['<!doctype html>', 'PROTOCOL'],
  ] as const) {
    it(`are no guid when they say ${JSON.stringify(answer)} [C-077]`, async () => {
      expect((await failure(setup(answer).transport.send(call))).code).to.equal(code);
    });
  }

  it('leave a call unknown, in the dialer’s own words, when they are neither a guid nor a no', async () => {
    for (const answer of noGuids) {
      const error = await failure(setup(answer).transport.send(call));
      expect(error, answer).to.include({ code: 'PROTOCOL', maybeSent: true, detail: answer.slice(0, 200) });
    }
  });

  for (const [status, code] of [
    [401, 'UNAUTHORIZED'],
    [403, 'REJECTED'],
    [300, 'UNAUTHORIZED'],
    [302, 'UNAUTHORIZED'],
    [399, 'UNAUTHORIZED'],
    [400, 'REJECTED'],
    [408, 'TIMEOUT'],
    [499, 'REJECTED'],
    [429, 'BUSY'],
    [500, 'PROTOCOL'],
    [501, 'PROTOCOL'],
    [599, 'PROTOCOL'],
    [502, 'TIMEOUT'],
    [503, 'TIMEOUT'],
    [504, 'TIMEOUT'],
  ] as const) {
    it(`with status ${status} are ${code}, whatever the body says [C-064]`, async () => {
      for (const command of [call, hangup, dispose, { ...tag, phone: '1' }]) {
        expect((await failure(setup(new Response('1', { status })).transport.send(command))).code).to.equal(code);
      }
    });
  }

  it('to a tag are taken as “accepted, unconfirmed”, whatever the body says [C-095]', async () => {
    for (const answer of ['', '0', '1']) {
      expect(await setup(answer).transport.send({ ...tag, phone: '1' })).to.deep.equal({
        status: 'sent',
        transport: 'integra',
      });
    }
  });

  it('to a tag are somebody else’s when they are a web page', async () => {
    for (const answer of ['<!DOCTYPE html><title>Sign in</title>', '\n<html>'])
      expect(await failure(setup(answer).transport.send({ ...tag, phone: '1' }))).to.include({ code: 'PROTOCOL' });
  });

  it('that do not come in time, or not at all, may mean that it happened', async () => {
    const clock = holdClock();
    const silent = (options: { timeout?: number }): IntegraOptions => ({
      ...settings,
      ...options,
      fetch: (_, { signal }) =>
        new Promise<never>((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
    });
    for (const [options, limit] of [
      [{ timeout: 50 }, 50],
      [{}, 15_000],
    ] as const) {
      const late = failure(new IntegraTransport(silent(options)).send(call));
      expect(await isOverAfter(clock, limit - 1, late)).to.equal(false);
      expect(await isOverAfter(clock, 1, late)).to.equal(true);
      expect((await late).code).to.equal('TIMEOUT');
    }
    const broken = new IntegraTransport({ ...settings, fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect((await failure(broken.send(call))).code).to.equal('TIMEOUT');
  });

  it('to a hang-up try the other spelling once, and only when the server has no such page [C-079]', async () => {
    const missing = () => new Response('', { status: 404 });
    const found = setup([missing(), new Response('1')]);
    expect((await found.transport.send(hangup)).status).to.equal('confirmed');
    expect(found.requests.map(({ url }) => url.split('/').pop())).to.deep.equal(['HungupPhone', 'HangupPhone']);
    const neither = setup([missing(), missing()]);
    expect((await failure(neither.transport.send(hangup))).code).to.equal('REJECTED');
    expect(neither.requests).to.have.length(2);
    const refused = setup('0');
    await failure(refused.transport.send(hangup));
    expect(refused.requests).to.have.length(1);
  });
});

const bodies = (requests: Request[]) =>
  Promise.all(requests.map(async (request) => [new URL(request.url).pathname.split('/').pop(), await request.text()]));

const out = (status: number, text = '') => new Response(text, { status });

const signInPage =
  '<form action="j_security_check"><input name="j_username"><input type="password" name="j_password"></form>';

describe('Integra, when the sign-in is over,', () => {
  for (const [what, answer, code] of [
    ['401', () => out(401), 'UNAUTHORIZED'],
    ['403', () => out(403), 'REJECTED'],
    ['the sign-in page', () => out(200, signInPage), 'UNAUTHORIZED'],
  ] as const) {
    it(`asks the page for another one, once, and sends the same again (${what})`, async () => {
      const tokens = ['Basic old', 'Basic new'];
      const { requests, transport } = setup([answer(), out(200, '1')], { authorization: () => tokens.shift() });
      expect((await transport.send(dispose)).status).to.equal('confirmed');
      expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal(['Basic old', 'Basic new']);
      const [first, second] = await bodies(requests);
      expect(second).to.deep.equal(first);
    });

    it(`fails with ${code} when the other one is no better (${what})`, async () => {
      let asked = 0;
      const { requests, transport } = setup([answer(), answer(), out(200, '1')], {
        authorization: () => `Basic ${asked++}`,
      });
      expect((await failure(transport.send(dispose))).code).to.equal(code);
      expect([requests.length, asked]).to.deep.equal([2, 2]);
    });
  }

  it('does not ask a page that gives none', async () => {
    const { requests, transport } = setup([out(401)]);
    expect((await failure(transport.send(dispose))).code).to.equal('UNAUTHORIZED');
    expect(requests).to.have.length(1);
  });
});

describe('Integra, when a command may have arrived before,', () => {
  it('takes out that very callback before it puts it in again [C-150 C-151]', async () => {
    const { requests, transport } = setup([out(200, '1'), out(200, '1')]);
    await transport.send(schedule, true);
    const [[remove, body], [add]] = (await bodies(requests)) as [string[], string[]];
    expect([remove, add]).to.deep.equal(['RemoveScheduleDialerCall', 'ScheduleDialerCall']);
    expect(body).to.equal(
      'campaign=Ventas-%3E&destination=098344484&from=2016-10-10+14%3A59%3A59&to=2016-10-10+15%3A00%3A01',
    );
  });

  for (const answer of ['0', '', '<p>']) {
    it(`does not put it in again while the first may still be there (“${answer}”)`, async () => {
      const { requests, transport } = setup([out(200, answer)]);
      expect((await failure(transport.send(schedule, true))).code).to.equal('PROTOCOL');
      expect(requests).to.have.length(1);
    });
  }

  it('has the time limit for each of its requests: a slow removal leaves its callback as much time as any', async () => {
    const clock = holdClock();
    const transport = new IntegraTransport({
      ...settings,
      timeout: 1000,
      fetch: (_, { signal }) =>
        new Promise((resolve, reject) => {
          setTimeout(() => resolve(new Response('1')), 900);
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    });
    const sending = transport.send({ type: 'schedule', at: '2031-01-15 10:00:00', entry }, true);
    await clock.tickAsync(1800);
    expect(await sending).to.include({ status: 'confirmed' });
  });

  it('keeps nothing of a request: thousands of an upload share one session', async () => {
    const { any, timeout } = AbortSignal;
    const made: string[] = [];
    Object.assign(AbortSignal, {
      any: (...given: Parameters<typeof any>) => (made.push('any'), any.apply(AbortSignal, given)),
      timeout: (...given: Parameters<typeof timeout>) => (made.push('timeout'), timeout.apply(AbortSignal, given)),
    });
    try {
      await setup().transport.send({ type: 'hangup' });
      expect(made).to.deep.equal([]); // Node keeps both as long as what they watch
    } finally {
      Object.assign(AbortSignal, { any, timeout });
    }
  });

  it('repeats a tag as it is, and takes nothing out the first time', async () => {
    const { requests, transport } = setup();
    await transport.send({ ...tag, phone: '091000000' }, true);
    await transport.send(schedule);
    expect((await bodies(requests)).map(([path]) => path)).to.deep.equal(['TagRecord', 'ScheduleDialerCall']);
    expect(transport.repeats).to.deep.equal(['tag', 'schedule', 'blacklist']);
  });

  it('sends back byte for byte what the dialer gave in a data string, with a respool, a callback and a task', async () => {
    for (const data of [
      'name=Ana:due=15:30',
      'url=https://crm.example/c/1:name=Ana',
      'formula=a=b',
      'noname:x=1',
      'a=1:',
    ]) {
      const cti = readCti({ Dialer: { ...respoolObject, data } });
      const entry = cti?.entry as RespoolEntry;
      const spool = await sent({ type: 'respool', entry });
      expect(JSON.parse(new URLSearchParams(spool.body).get('callspool') ?? '')).to.deep.equal({
        ...respoolObject,
        data,
      });
      const callback = await sent({ type: 'schedule', at: '2099-10-10 15:00:00', entry });
      expect(JSON.parse(new URLSearchParams(callback.body).get('callschedule') ?? '')).to.include({ data });
      const { campaign, destination, data: pairs, dataText } = entry;
      const task = await sent({ type: 'dialerTask', mode: 'normal', campaign, destination, data: pairs, dataText });
      expect(JSON.parse(new URLSearchParams(task.body).get('call') ?? '')).to.include({ data });
    }
  });
});
