// A contact centre with enough in it to look real; all of it is made up.
import { writeWallClock } from '../src/codecs/wall-clock.js';
import { loadOf } from './load.js';
import { conversation } from './sound.js';
import type { IntegraOptions, IntegraRecording, SinchUser } from '../src/simulator/index.js';

const products = ['Broadband', 'Mobile', 'Fibre', 'Television', 'Insurance', 'Energy', 'Loans', 'Renewals', 'Survey'];
const names = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elena', 'Fabio', 'Gabriela', 'Hugo', 'Inés', 'João'];
const surnames = ['Pérez', 'Silva', 'Núñez', 'Costa', 'Rey', 'Ferreira', 'Sosa'];
const agents = ['Lucía Peralta', 'Bruno Costa', 'Inés Rey', 'Marcos Silva', 'Carla Núñez', 'Diego Ferreira'];
const results = [
  'Sale|New customer',
  'No answer',
  'Not interested|Price',
  'Callback',
  'Sale|Upgrade|Family',
  'Voicemail',
  'Complaint',
];
const tags = ['Verified', 'Coaching', 'Complaint'];
const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;

/** Who is signed in at Sinch's panel, and at its server. */
export const sinchUser: SinchUser = {
  id: '21A144F1824E4C768868D10201608E2E',
  presence_profiles: [
    { id: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A11', name: 'Lunch' },
    { id: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A12', name: 'Meeting' },
    { id: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A13', name: 'Paperwork' },
  ],
};

/** One after the other, so that each place and each trouble comes up on the first page. */
const files: readonly IntegraRecording['file'][] = [
  { host: 'telephony', dated: false, format: 'mp3' },
  { host: 'telephony', dated: true, format: 'mp3' },
  { host: 'backup', dated: true, format: 'mp3' },
  { host: 'backup', dated: false, format: 'mp3' },
  { host: 'telephony', dated: true, format: 'gsm' },
  null,
];

/** Of a row only `guid` and `calldate` are documented: the others have the names that contact centres are likely to use. */
function recording(at: number, campaigns: readonly string[]): IntegraRecording {
  const campaign = pick(campaigns, at * 7);
  const isOut = campaign.endsWith('->');
  const customer = `099${String(100_000 + at * 37).slice(-6)}`;
  const result = pick(results, at * 5 + (at % 3));
  const isSpoken = !/^No answer|^Voicemail/.test(result);
  return {
    row: {
      guid: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      calldate: writeWallClock(Date.now() - (at + 1) * 47 * 60_000),
      agent: pick(agents, at * 11 + Math.floor(at / 5)),
      customer: at % 5 ? `${pick(names, at * 3)} ${pick(surnames, at * 4)}` : '',
      campaign,
      source: isOut ? '24001234' : customer,
      destination: isOut ? customer : '24001234',
      result: isOut || isSpoken ? result : 'Complaint',
      data: at % 4 ? '' : pick(tags, at / 4),
      billsec: isSpoken || !isOut ? 35 + ((at * 53) % 600) : 4 + (at % 20),
    },
    file: pick(files, at),
  };
}

/** 20 campaigns and 300 recordings. */
export function fixtureCentre(): IntegraOptions {
  const campaigns = [
    'Sale->',
    'Ventas->',
    'Ventas<-',
    ...products.flatMap((product) => [`${product}->`, `${product}<-`]),
  ].slice(0, 20);
  return {
    campaigns,
    load: loadOf,
    sound: ({ billsec, guid }) => ({ type: 'audio/wav', bytes: conversation(Number(billsec), Number(guid.slice(-4))) }),
    recordings: Array.from({ length: 300 }, (_, at) => recording(at, campaigns)),
    recordHosts: { telephony: 'localhost/telephony', backup: 'localhost/backup' },
  };
}

/** A list to upload, with a few rows that have to be mended. */
export function fixtureContacts(rows: number): string {
  const row = (at: number) =>
    [
      (at + 1) % 997 ? `09${String(1_000_000 + at * 7)}` : '',
      pick(names, at),
      pick(surnames, at * 3),
      2 + (at % 8),
    ].join(';');
  return `phone;first name;last name;priority\r\n${Array.from({ length: rows }, (_, at) => row(at)).join('\r\n')}\r\n`;
}
