import type { SinchCustomer, SinchDay, SinchSettings } from '../../../src/simulator/index.js';

// The documents' samples, as data.
export const queueId = '63AA93F493A54C5A8597FCFA670B2382';
const dialer = '88B8B41C99E6484A94F402EA5E465FC5';
export const agent = '21A144F1824E4C768868D10201608E2E';

const first = {
  dialerName: 'Queue Dialer',
  dialerType: 'QueueDialer',
  registered: '2020-09-25T07:07:50.243Z',
  dialerId: dialer,
  endDate: '2021-02-20T22:00:00Z',
  startDate: '2020-12-20T22:00:00Z',
  dialerStatus: 'PASSIVE',
  maxCalls: 0,
  filtered: 0,
  dialingMode: 'PREDICTIVE',
  name: 'Test Campaign',
  timeZone: 'Europe/Berlin',
  queueId,
  status: 'Passive',
  id: '8A7C98EAF1164F2FAA93B98EECB95D76',
} satisfies SinchSettings;
const second = {
  dialerName: 'Campaign Dialer',
  dialerType: 'CampaignDialer',
  registered: '2019-09-25T07:07:50.243Z',
  dialerId: dialer,
  dialerStatus: 'OPEN',
  maxCalls: 0,
  filtered: 0,
  loggedOn: 1,
  dialingMode: 'PREVIEW',
  name: 'Test Preview Campaign',
  queueId,
  status: 'Active',
  id: '62718C7889CC44F7B944C1A6F6BE9B7F',
} satisfies SinchSettings;
export const campaigns: [SinchSettings, SinchSettings] = [first, second];

const none = {
  numberOfHandledCustomers: 0,
  numberOfCalls: 0,
  numberOfSuccessfulCalls: 0,
  numberOfRefusalCalls: 0,
  numberOfAmountCalls: 0,
  numberOfSkipCalls: 0,
  numberOfRejectCalls: 0,
  numberOfOperLogoutCalls: 0,
  numberOfNotDialedCalls: 0,
  numberOfHangupCalls: 0,
  numberOfAbandonedCalls: 0,
  amount: 0,
  loginTime: 0,
  pauseTime: 0,
  waitTime: 0,
  previewTime: 0,
  callTime: 0,
  talkingTime: 0,
  wrapTime: 0,
  numberOfCustomers: 30,
};
const worked = {
  numberOfHandledCustomers: 1,
  numberOfCalls: 15,
  numberOfSuccessfulCalls: 1,
  numberOfNotDialedCalls: 14,
  numberOfHangupCalls: 1,
  loginTime: 5122.0327,
  waitTime: 0.0030002594,
  previewTime: 20.573732,
  callTime: 0.0010008812,
  wrapTime: 5101.453,
};
export const today = Date.UTC(2023, 4, 16, 12);
/** What the campaign did: the day before, and nothing on the day. */
export const statistics: SinchDay[] = [
  { ...worked, numberOfCustomers: 30, day: '2023-05-15', campaignId: second.id, agentId: agent },
  { ...none, day: '2023-05-16', campaignId: second.id, agentId: null },
];
/** The printed answer to a list of campaigns with statistics. */
export const campaignAnswers: [object, { stats: { total: object; daily: object }; [key: string]: unknown }] = [
  { ...first, dialer, queueName: 'Test Queue', total: 10, handled: 5, notHandled: 5, callable: 0 },
  {
    ...second,
    dialer,
    queueName: 'Test Queue',
    total: 10,
    handled: 5,
    notHandled: 5,
    callable: 1,
    stats: {
      total: { ...none, ...worked, numberOfCustomers: 60, numberOfAgents: 1 },
      daily: { ...none, numberOfAgents: 0 },
    },
  },
];

export const attribute = (...pairs: [name: string, value: string][]) => pairs.map(([name, value]) => ({ name, value }));

/** A customer that the documents print, by its kept form. */
export const kathy: SinchCustomer = {
  attributes: attribute(
    ['City', 'New York'],
    ['Classification', 'Gold'],
    ['Address', 'StreetAddress10'],
    ['First Name', 'Kathy'],
    ['Phone1', '0215428754'],
  ),
  script: { name: 'Tennis Sales Script', answers: [{ question: 'Which brand?', answer: 'Other' }] },
  result: 'SUCCESS',
  date: '9999-12-31T23:59:59Z',
  dialingMode: 'PREDICTIVE',
  lastBNumber: 0,
  callCount: 0,
  modificationDate: '2020-09-29T12:58:28.393Z',
  externalId: '10',
  numbers: '0215428754',
  id: '5C7A1B1A001848B7A86000E10E3B9D5B',
};

export const newCustomer = {
  attributes: { attribute: kathy.attributes.slice(0, 4) },
  externalId: '10',
  numbers: '0215428754;98521542',
  timeZone: 'Europe/Helsinki',
};

const bulkRow = (place: number, [city, kind, name]: [string, string, string]) => ({
  attributes: {
    attribute: attribute(['City', city], ['Classification', kind], ['First Name', name], ['Last Name', 'Smith']),
  },
  numbers: `+5214520${place};`,
});
const people: [string, string, string][] = [
  ['New York', 'Gold', 'Kathy'],
  ['New York', 'Silver', 'Bob'],
  ['London', 'Gold', 'John'],
  ['Helsinki', 'Gold', 'Keith'],
  ['New York', 'Gold', 'Kate'],
];
export const bulk = people.map((person, place) => bulkRow(place, person));

export const update = {
  endDate: '2021-02-20T22:00:00Z',
  startDate: '2020-12-20T22:00:00Z',
  dialingMode: 'PREDICTIVE',
  name: 'Test Campaign',
  timeZone: 'Europe/Berlin',
  queueId,
};
