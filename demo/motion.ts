// A page on xCALLY Motion. Name and password are added by the server that passes the requests on, as back-end.ts does.
import type { MotionList } from '../src/simulator/index.js';
import { httpFaults, watchDialer } from './dialer-panel.js';
import { showSupervisor } from './supervisor-buttons.js';

const { CtiClient, MotionTransport, Outbox } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const { campaign, dialerTimeZone } = session;

const motion = new MotionTransport({ baseUrl: '/motion', lists: { [campaign]: 12 } }); // contacts belong to a list
const outbox = new Outbox({ agent: 'Agent1', server: 'motion', dialerTimeZone: () => dialerTimeZone });
const client = new CtiClient({ transports: [motion], outbox, memory: 'Agent1@motion' });
session.client = client;

showSupervisor(client, campaign, {
  member: '24',
  own: [
    ['Create a list', () => motion.createList('From the demo')],
    ['Give the campaign its list', () => motion.attachLists(Number(campaign), [12])],
  ],
});
watchDialer(
  'motion',
  'Motion',
  () => client,
  ({ lists = [], campaigns = [] }) => {
    const all = lists as MotionList[];
    return {
      Lists: all.map(({ id, name, total }) => ({ id, name, total })),
      Contacts: all.flatMap(({ contacts }) => contacts),
      Campaigns: campaigns,
    };
  },
  httpFaults,
);
