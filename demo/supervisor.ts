// A supervisor's page: the same tags on each dialer. Sign-ins and codes come from the back end, as an integrator's would.
import type { Transport } from '../src/index.js';
import { control } from './dialer-panel.js';

const { CtiClient, IntegraTransport, MotionTransport, Outbox, SinchTransport, VoicenterTransport } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const picker = document.querySelector('cti-schedule-picker') as HTMLElementTagNameMap['cti-schedule-picker'];
const choice = document.querySelector('#dialer') as HTMLSelectElement;
const { campaign } = (await control('codes')) as { campaign: string };
const board = document.querySelector('cti-campaign-board') as HTMLElementTagNameMap['cti-campaign-board'];
board.thresholds = [
  { figure: 'callers', above: 8 },
  { figure: 'longestHoldTime', above: 180 },
  { figure: 'servicelevel', below: 80 },
  { figure: 'abandonedShare', above: 5 },
];
const timeZone = session.dialerTimeZone;
/** What a page would have kept of the last hour, had it been open. */
const past = (await control('past')) as (typeof board)['history'];
const authorization = () => control('authorization') as Promise<string>;

/** Each dialer, and the campaign to begin with. */
const dialers: Record<string, () => [Transport, string]> = {
  integra: () => [
    new IntegraTransport({ baseUrl: '/integra', agent: 'Agent1', phone: '1001', authorization }),
    'Sale->',
  ],
  voicenter: () => [
    new VoicenterTransport({ baseUrl: '/voicenter/ForwardDialer/Dialer', dialect: 'current', timeZone }),
    campaign,
  ],
  sinch: () => [new SinchTransport({ baseUrl: '/sinch/RI/obi', timeZone }), '8A7C98EAF1164F2FAA93B98EECB95D76'],
  motion: () => [new MotionTransport({ baseUrl: '/motion', lists: { 59: 12 } }), '59'],
};

function use(name: string) {
  const [transport, first] = dialers[name]!();
  board.history = name === 'integra' ? past : [];
  session.client?.close();
  session.campaign = first;
  picker.entry = { campaign: first, destination: '091000000', data: [['account', '7781']] }; // no call tells the number here
  session.client = new CtiClient({
    transports: [transport],
    outbox: new Outbox({ agent: 'Agent1', server: name, dialerTimeZone: () => timeZone }),
    memory: `Agent1@supervisor-${name}`,
  });
}

// Two hosts of recordings, both of them this server.
const recordings = document.querySelector('cti-recordings') as HTMLElement & {
  telephonyHost: string;
  backupHost: string;
};
recordings.telephonyHost = `${location.origin}/telephony`;
recordings.backupHost = `${location.origin}/backup`;

choice.onchange = () => use(choice.value);
use(choice.value);
