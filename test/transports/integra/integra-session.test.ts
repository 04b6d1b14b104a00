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

  it('does not blame the user and the password for a server that is broken or has no time', async () => {
    for (const [status, code] of [
      [429, 'BUSY'],
      [500, 'PROTOCOL'],
      [502, 'TIMEOUT'],
      [503, 'TIMEOUT'],
    ] as const) {
      const { fetch } = answering('<form><input type="password"> dG9r', status);
      const error = await failure(IntegraSession.start({ ...who, fetch }));
      expect(error).to.include({ code, detail: `HTTP ${status}` });
    }
  });

  for (const [answer, status] of [
    ['0', 200],
    ['"0"', 200],
    ['', 200],
    ['[]', 200],
    ['{}', 200],
    ['null', 200],
    ['false', 200],
    ['true', 200],
    ...['ERROR', 'undefined', 'Invalid_user', '"null"', 'NaN', 'error:403', '-1', '["FAILED"]', '{"token":"none"}'].map(
      (answer) => [answer, 200] as const,
    ),
    ['<html>', 401],
    ['dG9r', 401],
  ] as const) {
    it(`fails on ${JSON.stringify(answer)} with status ${status}, and repeats nothing of it`, async () => {
      const { fetch } = answering(answer, status);
      const error = await failure(IntegraSession.start({ ...who, fetch }));
      expect(error).to.include({ code: 'UNAUTHORIZED', detail: `HTTP ${status}` });
    });
  }

  it('says of a page that it is no answer of Integra, and blames no password for it', async () => {
    for (const [text, status] of [
      ['<html>', 200],
      ['<!DOCTYPE html><form>', 404],
    ] as const) {
      const error = await failure(IntegraSession.start({ ...who, fetch: answering(text, status).fetch }));
      expect([error.code, error.detail]).to.deep.equal(['PROTOCOL', `HTTP ${status}`]);
      expect(error.message).not.to.contain('password');
    }
  });

  it('takes a long token, whatever word is in it by chance', async () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.Failnull0errOr.busy';
    const session = await IntegraSession.start({ ...who, fetch: answering(token).fetch });
    expect(session.authorization()).to.contain(token);
  });

  /** A server of before `getUserToken`: what it was asked, and its answer to `UserLogin`. */
  function older(answer: string, status = 200) {
    const asked: string[] = [];
    const fetch = async (url: string, init: RequestInit) => {
      asked.push(`${url.replace(`${who.baseUrl}/Integra/resources/`, '')} ${String(init.body)}`);
      return url.endsWith('/auth/UserLogin') ? new Response(answer, { status }) : new Response('', { status: 404 });
    };
    return { fetch, asked };
  }

  for (const [how, answer] of [
    ['the third of a list', '["supervisor","Ana","dG9r"]'],
    ['the third of a longer list', '["supervisor","Ana","dG9r","1001","sip"]'],
    ['named in a list', '["supervisor",{"md5secret":"dG9r","secret":"sip"},"1001"]'],
    ['named', '{"md5secret":"dG9r"}'],
  ] as const)
    it(`signs in by auth/UserLogin where there is no auth/getUserToken, with the token ${how}`, async () => {
      const { fetch, asked } = older(answer);
      const session = await IntegraSession.start({ ...who, fetch });
      expect(session.authorization()).to.equal('Basic dG9r');
      const form = 'user=api&password=p%26ss+w%C3%B6rd';
      expect(asked).to.deep.equal([`auth/getUserToken ${form}`, `auth/UserLogin ${form}`]);
    });

  it('gives the password to that server’s two pages alone, and to the second only where the first is not there', async () => {
    for (const [answer, status] of [
      ['0', 200],
      ['["a","b",0]', 200],
      ['["a","b"]', 200],
      ['dG9r', 404],
    ] as const)
      expect(await failure(IntegraSession.start({ ...who, ...older(answer, status) }))).to.include({
        code: 'UNAUTHORIZED',
        detail: `HTTP ${status}`,
      });
    for (const status of [200, 302, 401, 403, 405, 500, 503]) {
      const { fetch, requests } = answering('0', status);
      await failure(IntegraSession.start({ ...who, fetch }));
      expect(requests.map(({ url, redirect }) => [url.split('/').at(-1), redirect])).to.deep.equal([
        ['getUserToken', 'manual'],
      ]);
    }
  });

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
