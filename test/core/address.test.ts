import { expect } from 'chai';
import { CtiError } from '../../src/index.js';
import { checkAddress } from '../../src/core/address.js';
import { findRecording, recordingUrls } from '../../src/recordings/index.js';
import { IntegraSession, IntegraTransport } from '../../src/transports/integra/index.js';
import { Outbox } from '../../src/outbox/outbox.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { PortalTransport } from '../../src/transports/portal/portal-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { UphoneTransport } from '../../src/transports/uphone/uphone-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { failure } from '../failure.js';

const fetch = () => Promise.reject(new Error('nothing may be asked'));
const row = { guid: 'g-1', calldate: '2026-01-01 00:00:00' };

/** Whatever takes an address of a server. */
const takers: Record<string, (address: string) => unknown> = {
  IntegraTransport: (baseUrl) => new IntegraTransport({ baseUrl, fetch }),
  MotionTransport: (baseUrl) => new MotionTransport({ baseUrl, fetch }),
  SinchTransport: (baseUrl) => new SinchTransport({ baseUrl, fetch }),
  PortalTransport: (origin) => new PortalTransport({ origin }),
  UphoneTransport: (origin) => new UphoneTransport({ origin, frame: {} as HTMLIFrameElement }),
  Outbox: (server) => new Outbox({ server }),
  'Outbox, of the former address': (formerServer) => new Outbox({ formerServer }),
  VoicenterTransport: (baseUrl) => new VoicenterTransport({ baseUrl, fetch }),
  IntegraSession: (baseUrl) => IntegraSession.start({ baseUrl, fetch, user: 'u', password: 'p' }),
  recordingUrls: (telephony) => recordingUrls(row, { telephony }),
  'recordingUrls, of the backup': (backup) => recordingUrls(row, { telephony: 'pbx.example', backup }),
  findRecording: (telephony) => findRecording(row, { hosts: { telephony }, probe: () => Promise.resolve('found') }),
};

const withPassword = [
  'http://user:S3cret@host.example',
  'https://S3cret@host.example/ucontact',
  'https://:S3cret@host.example:8443/',
  '  https://user:S3cret@host.example',
  'https:\\\\user:S3cret@host.example/',
  'https:/user:S3cret@host.example/',
  '//user:S3cret@host.example/a',
  'user:S3cret@host.example/a',
  'HTTPS://us%65r:S3cret%40x@host.example',
  'https://user:S3cret@',
  'ftp://user:S3cret@host.example',
  'http:/user:S3cret@host.example',
  'http:user:S3cret@host.example',
  'http:\\user:S3cret@host.example/a',
  'https:\tuser:S3cret@host.example',
  'ht\ntp:user:S3cret@host.example',
];

describe('an address with a user or a password', () => {
  for (const [name, take] of Object.entries(takers))
    it(`is refused by ${name}, in a sentence that does not repeat it`, async () => {
      for (const address of withPassword) {
        const error = (await failure((async () => await take(address))())) as CtiError;
        expect([error.name, error.code], address).to.deep.equal(['CtiError', 'INVALID']);
        expect(`${error.message} ${error.detail} ${error.stack} ${String(error.cause)}`).not.to.contain('S3cret');
      }
    });

  it('is no address with an @ behind the host, and no path', () => {
    for (const address of [
      'https://host.example/@scope/a',
      '/ucontact',
      'ucontact',
      '',
      'http://127.0.0.1:8080',
      '/a?b=c@d',
      'host:8443',
    ])
      expect(() => checkAddress(address, 'baseUrl'), address).not.to.throw();
  });

  it('leaves no address in an error, where the browser’s own words repeat it', async () => {
    const baseUrl = 'https://host.example/s/SESSION-42';
    const refusing = (url: string) => Promise.reject(new TypeError(`Failed to load ${url}: not there`));
    const transport = new IntegraTransport({ baseUrl, phone: '1001', fetch: refusing });
    const error = (await failure(transport.send({ type: 'hangup' }))) as CtiError;
    expect([error.code, error.detail]).to.deep.equal(['TIMEOUT', 'Failed to load host.example: not there']);
  });
});
