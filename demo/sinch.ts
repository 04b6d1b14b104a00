// A page on Sinch Contact Center. The sign-in is added by the server that passes the requests on, as back-end.ts does.
import type { SinchCampaign } from '../src/simulator/index.js';
import { httpFaults, watchDialer } from './dialer-panel.js';
import { showSupervisor } from './supervisor-buttons.js';

const { CtiClient, Outbox, SinchTransport } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const { campaign, dialerTimeZone: timeZone } = session;

const sinch = new SinchTransport({
  ...{ baseUrl: '/sinch/RI/obi', timeZone },
  ...{ agent: '21A144F1824E4C768868D10201608E2E', rmiUrl: '/sinch/RI/rmi' }, // whose state it is
});
const outbox = new Outbox({ agent: 'Agent1', server: 'sinch', dialerTimeZone: () => timeZone });
const client = new CtiClient({ transports: [sinch], outbox, memory: 'Agent1@sinch' });
session.client = client;

showSupervisor(client, campaign, {
  own: [
    ['Customers', () => sinch.customers(campaign)],
    ['Results', () => sinch.resultStatistics(campaign)],
  ],
});
watchDialer(
  'sinch',
  'Sinch',
  () => client,
  ({ campaigns = [], agents = [] }) => {
    const all = campaigns as SinchCampaign[];
    return {
      'Agents’ states': agents,
      Campaigns: all.map(({ settings: { name, status, id } }) => ({ name, status, id })),
      Customers: all.flatMap(({ customers }) => customers),
    };
  },
  [['status503', true, 'Has too much to do (503)'], ...httpFaults],
);
