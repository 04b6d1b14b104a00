import { expect } from 'chai';
import {
  IntegraSimulator,
  MotionSimulator,
  SinchSimulator,
  VoicenterSimulator,
  type CorsFaults,
  type CorsOptions,
} from '../../src/simulator/index.js';

const page = 'https://crm.example';
const calls = 'https://dialer.example/Integra/resources/Agents/AgentCall';
const form = 'application/x-www-form-urlencoded; charset=UTF-8';

/** What a browser asks before it sends a request that has these headers. */
const preflight = (url: string, headers = 'authorization,content-type', method = 'POST', Origin = page) =>
  new Request(url, {
    method: 'OPTIONS',
    headers: { Origin, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': headers },
  });

/** Whether a browser would send the request after this answer, by the rules of Fetch. */
function isAllowed(
  answer: Response,
  { headers = ['authorization', 'content-type'], method = 'POST', origin = page } = {},
) {
  const said = answer.headers.get('Access-Control-Allow-Origin');
  const list = (name: string) => (answer.headers.get(name) ?? '').toLowerCase().split(/, */);
  return (
    answer.ok &&
    (said === '*' || said === origin) &&
    (method === 'POST' || list('Access-Control-Allow-Methods').includes(method.toLowerCase())) &&
    headers.every((each) => list('Access-Control-Allow-Headers').includes(each))
  );
}
const isReadable = (answer: Response, origin = page) =>
  ['*', origin].includes(answer.headers.get('Access-Control-Allow-Origin') ?? '');

const integra = (options: { strict?: boolean; cors?: CorsOptions | false } = { strict: false }) => {
  const server = new IntegraSimulator(options);
  const Authorization = server.signIn();
  /** What a page asks after the preflight. */
  const asked = (Origin = page) =>
    server.handle(
      new Request('https://dialer.example/Integra/resources/Agents/HungupPhone', {
        method: 'POST',
        headers: { Origin, Authorization, 'Content-Type': form },
        body: 'phone=1001',
      }),
    );
  return { server, asked };
};

describe('the simulators, and pages of other origins', () => {
  it('are told nothing by a strict one, to which OPTIONS is a method like any other', async () => {
    const { server, asked } = integra({});
    const answer = await server.handle(preflight(calls));
    expect([answer.status, isAllowed(answer), isReadable(await asked())]).to.deep.equal([405, false, false]);
  });

  it('may send any header but Authorization where a server allows *, and none where it lets cookies go along', async () => {
    const told = async (cors: CorsOptions, headers: string, method = 'POST') => {
      const { server } = integra({ strict: false, cors });
      await server.handle(preflight(calls, headers, method));
      return server.log[0]!.refused;
    };
    const any: CorsOptions = { headers: ['*'], methods: ['*'] };
    expect(await told(any, 'content-type', 'PUT')).to.equal(undefined);
    expect(await told(any, 'authorization,content-type')).to.equal('The header authorization is not allowed.');
    expect(await told({ ...any, credentials: true }, 'content-type')).to.contain('content-type');
    expect(await told({ ...any, credentials: true }, '', 'PUT')).to.equal('PUT is not allowed.');
    expect(await told({ headers: ['*', 'Authorization'] }, 'authorization,content-type')).to.equal(undefined);
  });

  for (const [name, make, url] of [
    ['Integra', () => new IntegraSimulator({ strict: false }), calls],
    ['Motion', () => new MotionSimulator({ strict: false }), 'https://dialer.example/api/cm/lists'],
    ['Sinch', () => new SinchSimulator({ strict: false }), 'https://dialer.example/RI/obi/campaigns'],
    [
      'Voicenter',
      () => new VoicenterSimulator({ strict: false }),
      'https://dialer.example/ForwardDialer/Dialer/AddCall',
    ],
  ] as const)
    it(`may ask ${name} with any header, and read what it says`, async () => {
      const server = make();
      const answer = await server.handle(preflight(url, 'authorization,content-type,x-requested-with', 'PUT'));
      const headers = ['authorization', 'content-type', 'x-requested-with'];
      expect([answer.status, await answer.text()]).to.deep.equal([204, '']);
      expect(isAllowed(answer, { headers, method: 'PUT' })).to.equal(true);
      expect(server.log).to.have.length(1);
      expect(server.log[0]).to.include({ method: 'OPTIONS', status: 204 }).and.not.to.have.property('refused');
      const refused = await server.handle(new Request(url, { method: 'PATCH', headers: { Origin: page } }));
      expect([refused.ok, isReadable(refused)], 'a page can read that it is refused').to.deep.equal([false, true]);
      const plain = await server.handle(new Request(url, { method: 'PATCH' }));
      expect(plain.headers.has('Access-Control-Allow-Origin'), 'no page asks').to.equal(false);
    });

  it('lets a page read where a new Sinch customer is', async () => {
    const sinch = new SinchSimulator({ strict: false });
    const answer = await sinch.handle(
      new Request('https://dialer.example/RI/obi/campaigns/62718C7889CC44F7B944C1A6F6BE9B7F/customers', {
        method: 'POST',
        headers: { Origin: page, 'Content-Type': 'application/json' },
        body: '{"numbers":"091000000"}',
      }),
    );
    expect(answer.headers.get('Access-Control-Expose-Headers')).to.equal('Location, Retry-After');
  });

  it('lets ask only those that are named, and says in the log who may not', async () => {
    const cors = { origin: [page], headers: ['Content-Type'], methods: ['POST'], maxAge: 600 };
    const { server, asked } = integra({ cors });
    const ask = async (headers: string, method = 'POST', origin = page) => {
      const answer = await server.handle(preflight(calls, headers, method, origin));
      return [isAllowed(answer, { headers: headers.split(','), method, origin }), server.log.at(-1)!.refused];
    };
    expect(await ask('content-type')).to.deep.equal([true, undefined]);
    expect(await ask('content-type,authorization')).to.deep.equal([false, 'The header authorization is not allowed.']);
    expect(await ask('content-type', 'PUT')).to.deep.equal([false, 'PUT is not allowed.']);
    const stranger = 'https://elsewhere.example';
    expect(await ask('content-type', 'POST', stranger)).to.deep.equal([
      false,
      `A page of ${stranger} is not allowed to ask.`,
    ]);
    expect([isReadable(await asked()), isReadable(await asked(stranger), stranger)]).to.deep.equal([true, false]);
    const answer = await server.handle(preflight(calls));
    expect(answer.headers.get('Access-Control-Max-Age')).to.equal('600');
    expect(answer.headers.get('Vary')).to.equal('Origin');
  });

  it('names the page itself where cookies may come along', async () => {
    const { asked } = integra({ cors: { credentials: true } });
    const { headers } = await asked();
    expect(headers.get('Access-Control-Allow-Origin')).to.equal(page);
    expect(headers.get('Access-Control-Allow-Credentials')).to.equal('true');
  });

  it('are refused in each of the ways that a server that is wrongly set up has', async () => {
    const table: [CorsFaults, mayAsk: boolean, mayRead: boolean, status: number][] = [
      [{ corsNone: true }, false, false, 204],
      [{ corsOrigin: true }, false, false, 204],
      [{ corsHeaders: true }, false, true, 204],
      [{ corsAnswer: true }, true, false, 204],
      [{ preflight: 405 }, false, true, 405],
      [{ preflight: 401 }, false, true, 401],
      [{ preflight: 302 }, false, true, 302],
    ];
    for (const [faults, mayAsk, mayRead, status] of table) {
      const { server, asked } = integra();
      server.addCall();
      server.faults = faults;
      const before = await server.handle(preflight(calls));
      const told = JSON.stringify(faults);
      expect([before.status, isAllowed(before)], told).to.deep.equal([status, mayAsk]);
      expect(server.log.at(-1)!.refused, told).to.satisfy((text?: string) => (text === undefined) === mayAsk);
      const answer = await asked();
      expect([answer.status, isReadable(answer)], told).to.deep.equal([200, mayRead]);
      expect(server.state.ended, 'what a request asks for happens all the same').to.have.length(1);
    }
    const { server } = integra();
    server.faults = { preflight: 302 };
    expect((await server.handle(preflight(calls))).headers.get('Location')).to.equal('/sign-in');
  });
});
