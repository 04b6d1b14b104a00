// An agent's page on Voicenter. Your back end stands between: it asks who is there, and adds the account's code, as back-end.ts does.
import type { VoicenterExtension, VoicenterLiveCall } from '../src/simulator/index.js';
import { control, httpFaults, watchDialer } from './dialer-panel.js';
import { showSupervisor } from './supervisor-buttons.js';

const { CtiClient, Outbox, VoicenterTransport } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const picker = document.querySelector('section > cti-schedule-picker') as HTMLElementTagNameMap['cti-schedule-picker'];
const call = document.querySelector('cti-call-button') as HTMLElementTagNameMap['cti-call-button'];
const { campaign } = (await control('codes')) as { campaign: string }; // as good as a password, for who is signed in

const baseUrl = '/voicenter/ForwardDialer/Dialer';
const extension = 'SIPANA';
const timeZone = session.dialerTimeZone; // the picker writes times of this zone, and Voicenter wants instants
const voicenter = new VoicenterTransport({
  ...{ baseUrl, timeZone, dialect: 'current' },
  phone: { extension, userId: 1001, record: true, variables: { account: '7781' } },
  services: { mute: {} }, // your proxy knows the host that pauses your account's recordings
});
const outbox = new Outbox({ agent: 'Agent1', server: 'voicenter', dialerTimeZone: () => timeZone });
const client = new CtiClient({ transports: [voicenter], outbox, memory: 'Agent1@voicenter' });

call.callerId = ''; // the number of <cti-caller-id>
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
  ({ campaigns = [], calls = [], dialed = [], terminated = [], ended = [], muted = [], extensions = [] }) => ({
    'Calls that are on': calls,
    'What click2call dialled': dialed,
    'What it ended': terminated,
    'How calls ended': ended,
    'Recordings paused (1) or not (0)': muted,
    'Agent’s state': (extensions as VoicenterExtension[])
      .filter(({ username }) => username === extension)
      .map(({ name, onlineUserStatus }) => ({ name, onlineUserStatus })),
    Campaigns: campaigns,
  }),
  [
    ['callCode', 3, 'The agent’s extension is offline (ERRORCODE 3)'],
    ['err', 2, 'Does not say which calls are on (ERR 2)'],
    ['muteCode', 404, 'Leaves the recording as it is (404)'],
    ['errorCode', 1, 'Does not know the campaign (ErrorCode 1)'],
    ...httpFaults,
  ],
  ({ calls = [] }) => {
    const on = (calls as VoicenterLiveCall[]).filter((each) => each.extension === extension);
    const idOf = (...states: string[]) => on.findLast(({ status }) => states.includes(status))?.ivrid;
    return [
      ['Answer at the agent’s phone', 'answer', idOf('Ringing')],
      ['The customer answers', 'connect', idOf('Dialing')],
      ['Hold at the phone', 'hold', idOf('Talking')],
      ['Go on', 'unhold', idOf('Hold')],
      ['End the call', 'end', on.at(-1)?.ivrid],
      ['A customer calls', 'ring', ''],
    ];
  },
);
