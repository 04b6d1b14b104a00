// An agent's page on Voicenter. Its codes are as good as passwords: your back end gives them to who is signed in, as here.
import { control, httpFaults, watchDialer } from './dialer-panel.js';
import { showSupervisor } from './supervisor-buttons.js';

const { CtiClient, Outbox, VoicenterTransport } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const picker = document.querySelector('section > cti-schedule-picker') as HTMLElementTagNameMap['cti-schedule-picker'];
const { account, campaign } = (await control('codes')) as { account: string; campaign: string };

const timeZone = session.dialerTimeZone; // the picker writes times of this zone, and Voicenter wants instants
const voicenter = new VoicenterTransport({ baseUrl: '/voicenter/ForwardDialer/Dialer', code: account, timeZone });
const outbox = new Outbox({ agent: 'Agent1', server: 'voicenter', dialerTimeZone: () => timeZone });
const client = new CtiClient({ transports: [voicenter], outbox, memory: 'Agent1@voicenter' });

session.campaign = campaign;
session.client = client;
picker.entry = { campaign, destination: '091000000', data: [['account', '7781']] }; // no call tells the number here

showSupervisor(client, campaign, {
  member: 'member0003',
  own: [['Set coefficient 2', () => voicenter.updateStrategy(campaign, { coefficient: 2 })]],
});
watchDialer(
  'voicenter',
  'Voicenter',
  () => client,
  ({ campaigns = [] }) => ({ Campaigns: campaigns }),
  [['errorCode', 1, 'Does not know the campaign (ErrorCode 1)'], ...httpFaults],
);
