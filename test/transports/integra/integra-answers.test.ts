import { expect } from 'chai';
import { IntegraTransport, type IntegraOptions } from '../../../src/transports/integra/index.js';
import { holdClock } from '../../clock.js';
import { isOverAfter } from '../../passing.js';
import { call, dispose, hangup, respool, schedule, tag } from '../../samples.js';
import { failure } from '../../failure.js';
import { guid, settings, setup } from './integra.fixture.js';

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

  for (const [status, code] of [
    [401, 'UNAUTHORIZED'],
    [403, 'UNAUTHORIZED'],
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
