import { expect } from 'chai';
import { IntegraSession, IntegraTransport } from '../../../src/transports/integra/index.js';
import { IntegraSimulator } from '../../../src/simulator/index.js';
import { hangup } from '../../samples.js';
import { failure } from '../../failure.js';

const who = { baseUrl: 'https://ucontact.example', user: 'api', password: 'p&ss wörd' };

function answering(text: string, status = 200) {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return new Response(text, { status });
  };
  return { fetch, requests };
}

describe('IntegraSession', () => {
  it('asks for a token with user and password in the body, not in the address', async () => {
    const { fetch, requests } = answering('dG9r');
    await IntegraSession.start({ ...who, fetch });
    expect(requests[0]!.url).to.equal('https://ucontact.example/Integra/resources/auth/getUserToken');
    expect(await requests[0]!.text()).to.equal('user=api&password=p%26ss+w%C3%B6rd');
  });

  for (const [how, answer] of [
    ['text', 'dG9r'],
    ['JSON text', '"dG9r"'],
    ['list', '["Agent",7,"dG9r"]'],
    ['object', '{"id":1,"md5secret":"dG9r","secret":"sip"}'],
    ['number', '12345'],
  ] as const) {
    it(`reads a token given as ${how}, and puts Basic or Bearer before it`, async () => {
      const { fetch } = answering(answer);
      const token = how === 'number' ? '12345' : 'dG9r';
      expect((await IntegraSession.start({ ...who, fetch })).authorization()).to.equal(`Basic ${token}`);
      expect((await IntegraSession.start({ ...who, fetch, scheme: 'Bearer' })).authorization()).to.equal(
        `Bearer ${token}`,
      );
    });
  }

  for (const [answer, status] of [
    ['0', 200],
    ['"0"', 200],
    ['', 200],
    ['[]', 200],
    ['{}', 200],
    ['null', 200],
    ['<html>', 200],
    ['dG9r', 401],
    ['dG9r', 500],
  ] as const) {
    it(`fails on ${JSON.stringify(answer)} with status ${status}, and repeats nothing of it`, async () => {
      const { fetch } = answering(answer, status);
      const error = await failure(IntegraSession.start({ ...who, fetch }));
      expect(error).to.include({ code: 'UNAUTHORIZED', detail: `HTTP ${status}` });
    });
  }

  it('carries a transport until it is ended, and then has no token any more', async () => {
    const server = new IntegraSimulator({ users: { api: 'p&ss wörd' }, phones: ['1001'] });
    const fetch = (url: string, init: RequestInit) => server.handle(new Request(url, init));
    const session = await IntegraSession.start({ ...who, fetch });
    const transport = new IntegraTransport({
      baseUrl: who.baseUrl,
      phone: '1001',
      fetch,
      authorization: session.authorization,
    });
    expect((await failure(transport.send(hangup))).code, 'signed in, and no call to end').to.equal('REJECTED');
    const stolen = session.authorization();
    await session.end();
    expect(session.authorization()).to.equal('');
    await session.end();
    const dead = new IntegraTransport({ baseUrl: who.baseUrl, phone: '1001', fetch, authorization: () => stolen });
    expect((await failure(dead.send(hangup))).code).to.equal('UNAUTHORIZED');
  });
});
