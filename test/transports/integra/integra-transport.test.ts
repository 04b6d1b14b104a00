import { expect } from 'chai';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { call, callWithPhone, cti, dispose, hangup, respool, schedule, tag } from '../../samples.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { passing } from '../../passing.js';
import { until } from '../../until.js';
import { sent, settings, setup } from './integra.fixture.js';

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
