import {
  never,
  type SinchCustomer,
  type SinchOptions,
  type SinchSettings,
  type SinchState,
  type SinchFixtures,
} from './state.js';

const passive = '8A7C98EAF1164F2FAA93B98EECB95D76';
const active = '62718C7889CC44F7B944C1A6F6BE9B7F';
const queueId = '63AA93F493A54C5A8597FCFA670B2382';
const ana = '21A144F1824E4C768868D10201608E2E';

const dialer = { dialerId: '88B8B41C99E6484A94F402EA5E465FC5', queueId, registered: '2020-09-25T07:07:50.243Z' };
const campaigns: SinchSettings[] = [
  {
    ...dialer,
    id: passive,
    name: 'Autumn offer',
    remarks: 'By the evening team',
    dialerName: 'Queue dialer',
    dialerType: 'QueueDialer',
    dialingMode: 'PREDICTIVE',
    status: 'Passive',
    dialerStatus: 'PASSIVE',
    startDate: '2020-12-20T22:00:00Z',
    endDate: '2021-02-20T22:00:00Z',
    timeZone: 'Europe/Berlin',
    abandonRate: 1,
    increasePredictiveRatio: 0,
  },
  {
    ...dialer,
    id: active,
    name: 'Survey',
    dialerName: 'Campaign dialer',
    dialerType: 'CampaignDialer',
    dialingMode: 'PREVIEW',
    status: 'Active',
    dialerStatus: 'OPEN',
    loggedOn: 1,
  },
];

const customer = (id: string, externalId: string, numbers: string, more: Partial<SinchCustomer>): SinchCustomer => ({
  id: id.padStart(32, '0'),
  externalId,
  numbers,
  callCount: 1,
  lastBNumber: 0,
  modificationDate: '2020-09-29T12:58:28.393Z',
  attributes: [
    { name: 'City', value: 'Montevideo' },
    { name: 'Phone1', value: numbers },
  ],
  ...more,
});
const script = { name: 'Survey', answers: [{ question: 'Will you come again?', answer: 'Yes' }] };
const customers = {
  [active]: [
    customer('A1', '1', '091000001', {
      result: 'SUCCESS',
      callResult: 'SUCCESS',
      classifier: 'Content',
      date: never,
      script,
    }),
    customer('A2', '2', '091000002', { result: 'DIALING' }),
    customer('A3', '3', '091000003', { callCount: 0, agentId: ana }),
  ],
};

/** A server with a small made-up contact centre, as far as the options say nothing else. */
export function makeSinch(options: SinchOptions): SinchFixtures {
  const own = options.campaigns !== undefined; // whose campaigns are others, the made-up customers are not theirs
  const day = { day: '2023-05-16', campaignId: active, numberOfCalls: 3, numberOfSuccessfulCalls: 1, callTime: 12.5 };
  const world = {
    authorization: undefined,
    campaigns,
    customers: own ? {} : customers,
    statistics: own
      ? []
      : [
          { ...day, agentId: ana, loginTime: 3600.5, numberOfCustomers: 2 },
          { ...day, agentId: null },
        ],
    queues: { [queueId]: 'Outbound', '0B5F41959B1D446FA277B4784167EC2F': 'Evening' },
    agents: { [ana]: 'García, Ana' },
    attributes: 'wrapped' as const,
    emptyBody: false,
    mostRows: Infinity,
    keepRows: true,
    now: Date.now,
    ...options,
  };
  const newId = idMaker();
  return { ...world, newId, ...freshSinch(world) };
}

export function freshSinch(
  world: Pick<SinchFixtures, 'campaigns' | 'customers'>,
): Pick<SinchFixtures, 'state' | 'externalIds'> {
  const state: SinchState = {
    campaigns: structuredClone(world.campaigns).map((settings) => {
      const all = structuredClone(world.customers[settings.id] ?? []);
      return { settings, customers: all, total: all.length, handled: all.filter(({ date }) => date === never).length };
    }),
  };
  const known = state.campaigns.map(
    (each) => [each.settings.id, new Set(each.customers.map(({ externalId }) => externalId))] as const,
  );
  return { state, externalIds: new Map(known) };
}

/** Ids that nobody has: sixteen random digits for the server, then a number. */
function idMaker() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
  const start = Array.from(bytes, (byte) => hex(byte, 2)).join('');
  let last = 0;
  return () => start + hex(++last, 16);
}
