// The customers of the demo's CRM, all of them made up.
import type { Caller } from './telephone.js';

export interface TimelineEntry {
  /** `call`, and so on: its icon. */
  kind: 'call' | 'mail' | 'note' | 'callback' | 'order';
  title: string;
  detail: string;
  /** Of a call of today. */
  campaign?: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface CrmCustomer {
  account: string;
  name: string;
  plan: string;
  since: number;
  email: string;
  numbers: readonly { kind: string; number: string }[];
  /** What the list says of the last call. */
  last: string;
  /** When that was, or of a callback will be, in epoch milliseconds. */
  lastAt?: number | undefined;
  /** Its line in the timeline, and what is still to be said of it. */
  lastIs?: TimelineEntry | undefined;
  lastState?: string | undefined;
  timeline: TimelineEntry[];
}

/** So many days ago, at that time of the day. */
function ago(days: number, time: string): number {
  const then = new Date(Date.now() - days * 86_400_000);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return then.setHours(hours, minutes, 0, 0);
}

/** The digits of a number: one number is written in many ways. */
export const digitsOf = (number: string): string => number.replace(/\D/g, '');

const make = (
  account: string,
  name: string,
  numbers: readonly string[],
  last: string,
  timeline: readonly [TimelineEntry['kind'], string, string, days: number, time: string][] = [],
): CrmCustomer => ({
  ...{ account, name, last },
  plan: Number(account) % 2 ? 'Fibre 100' : 'Mobile 20',
  since: 2015 + (Number(account) % 10),
  email: `${name
    .split(' ')[0]!
    .normalize('NFD')
    .replace(/\P{ASCII}/gu, '')
    .toLowerCase()}@example.com`,
  numbers: numbers.map((number, at) => ({ kind: ['Mobile', 'Work', 'Home'][at] ?? 'Other', number })),
  timeline: timeline.map(([kind, title, detail, days, time]) => ({ kind, title, detail, at: ago(days, time) })),
});

export const customers: readonly CrmCustomer[] = [
  make('7781', 'Ana Pérez', ['091 000 000', '098 344 484', '024 001 234'], 'Opened our offer', [
    ['mail', 'Offer opened by the customer', 'Fibre 300, first month free', 1, '17:42'],
    ['call', 'No answer', 'Called by Carla Ríos, Ventas', 3, '16:20'],
    ['note', 'Note', 'Works from home, asks for a stable line in the afternoon.', 4, '10:05'],
    ['callback', 'Callback scheduled', 'For the afternoon', 4, '10:04'],
    ['order', 'Fibre 100 installed', 'Order 30417', 2088, '09:30'],
  ]),
  make('5520', 'Luis Rey', ['098 110 220'], 'No answer', [
    ['call', 'No answer', 'Called by Bruno Paz, Ventas', 1, '13:51'],
  ]),
  make('6104', 'Marta Sosa', ['094 210 077', '029 015 566'], 'New in Ventas', [
    ['mail', 'Invoice sent', 'Mobile 20, by e-mail', 9, '08:00'],
  ]),
  make('4417', 'Iris Vega', ['092 118 450'], 'Not interested', [
    ['call', 'Not interested › Price', 'Called by Carla Ríos, Ventas', 2, '11:12'],
  ]),
  make('8052', 'Tomás Gil', ['099 655 120'], 'New in Ventas'),
  make('3390', 'Nora Díaz', ['091 377 902', '026 004 411'], 'Sale › Upgrade › Premium', [
    ['call', 'Sale › Upgrade › Premium', 'Called by Bruno Paz, Ventas', 1, '12:55'],
  ]),
  make('9127', 'Raúl Ponce', ['095 480 016'], 'New in Ventas'),
  make('2248', 'Elena Cruz', ['093 771 205'], 'New in Ventas'),
  make('7016', 'نور حداد', ['097 330 418'], 'New in Ventas'),
  make('5873', 'נועה לוי', ['096 552 087'], 'New in Ventas'),
  make('6659', 'Mateo Lara', ['098 904 733'], 'New in Ventas'),
  make('1984', 'Sofía Rojas', ['094 026 951'], 'New in Ventas'),
];

export const whoHas = (number: string): CrmCustomer | undefined =>
  customers.find(({ numbers }) => numbers.some((each) => digitsOf(each.number) === digitsOf(number)));

/** A customer as the dialer names them at a call. */
export const asCaller = (
  { name, account, plan, since, last, numbers }: CrmCustomer,
  campaign: string,
  number = numbers[0]?.number ?? '',
): Caller => ({
  ...{ name, campaign, number: digitsOf(number) },
  data: [
    ['Account', account],
    ['Plan', plan],
    ['Customer since', String(since)],
    ['Last call', last],
  ],
});
