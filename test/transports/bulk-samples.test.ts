// What a page shows of a contact before the upload is what goes out.
import { expect } from 'chai';
import type { CommandOf } from '../../src/index.js';
import type { Contact } from '../../src/core/supervisor-commands.js';
import type { Transport } from '../../src/core/transport.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { campaigns, yes } from './every-command.js';
import { only, recorder } from './requests.js';

const contact: Contact = { destination: '091000000', data: [['3', 'Ana']] };
const baseUrl = 'https://dialer.example';

const dialers: [
  make: (line: ReturnType<typeof recorder>) => Transport,
  row: (body: string) => string,
  also?: string,
][] = [
  [
    ({ fetch }) => new IntegraTransport({ baseUrl, agent: 'Agent1', fetch }),
    (body) => atob(new URLSearchParams(body).get('fileb64') ?? ''),
    '…;091000000;3=Ana',
  ],
  [
    ({ fetch }) => new MotionTransport({ baseUrl, lists: { '59': 32 }, fetch }),
    (body) => JSON.stringify(JSON.parse(body)[0]),
    '{"phone":"091000000","ListId":0,"cf_3":"Ana"}',
  ],
  [
    ({ fetch }) => new SinchTransport({ baseUrl, fetch }),
    (body) => JSON.stringify(JSON.parse(body)[0]),
    '{"numbers":"091000000","attributes":{"attribute":[{"name":"3","value":"Ana"}]}}',
  ],
  [
    ({ fetch }) => new VoicenterTransport({ baseUrl, fetch }),
    (body) => JSON.stringify({ ...JSON.parse(body)[0], Campaign: '…' }), // a campaign's code is a secret
    '{"Campaign":"…","Target":"091000000","CustomData":{"var_3":"Ana"}}',
  ],
];

for (const [make, row, without] of dialers) {
  const { name } = make(recorder(''));
  describe(`the sample of a contact for ${name}`, () => {
    const campaign = campaigns[name] ?? '';

    it('is the very text that the upload sends', async () => {
      const command: CommandOf<'addContacts'> = { type: 'addContacts', campaign, contacts: [contact] };
      const line = recorder(yes(name, command));
      const transport = make(line);
      await transport.send(command);
      expect(transport.bulk?.sample?.(contact, { campaign })).to.equal(row(only(line.seen).body));
    });

    it('can be had before a campaign is chosen', () => {
      expect(make(recorder('')).bulk?.sample?.(contact, { campaign: '' })).to.equal(without);
    });
  });
}

describe('the sample of a contact for sinch', () => {
  it('has the zone of the whole upload, unless the contact has its own', () => {
    const { bulk } = new SinchTransport({ baseUrl });
    const zoneOf = (each: Contact) =>
      JSON.parse(bulk?.sample?.(each, { campaign: '', timeZone: 'Europe/Berlin' }) ?? '').timeZone;
    expect(zoneOf(contact)).to.equal('Europe/Berlin');
    expect(zoneOf({ ...contact, timeZone: 'UTC' })).to.equal('UTC');
  });
});
