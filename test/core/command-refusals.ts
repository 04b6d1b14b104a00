// What no command may look like: the input, the field that is named and the sentence that is said.
import { call, callWithPhone, dispose, entry, respool, schedule, tag } from '../samples.js';

/** The command with another line of the spool. */
export const withEntry = (command: object, change: object) => ({ ...command, entry: { ...entry, ...change } });

const isMissing = (what: string) => `${what} is missing.`;
const isNoText = (what: string) => `${what}: text is expected.`;
const isNoNumber = (what: string) => `${what}: a whole number is expected.`;
const noPair = 'A data pair is a name and a value.';
const noContact = 'Whom to dial is missing: a campaign and a number at least.';
const noTime = 'This is not a date and time: write it as YYYY-MM-DD HH:mm:ss.';
const two = 'There are two numbers in this: leave one, written with spaces or hyphens at most.';
const inData = 'cannot be sent: no colon, equals sign, semicolon or line break.';

export const refusals: [input: unknown, field: string, message: string][] = [
  [{ ...call, destination: undefined }, 'destination', 'Enter a number.'],
  [{ ...call, destination: 91000000 }, 'destination', 'Enter a number.'],
  [{ ...call, destination: ' ' }, 'destination', 'Enter a number.'],
  [{ ...call, destination: '1:2' }, 'destination', two],
  [{ ...call, destination: '1;2' }, 'destination', two],
  [{ ...call, destination: '1\n2' }, 'destination', two],
  [{ ...call, campaign: undefined }, 'campaign', isNoText('The campaign')],
  [{ ...call, campaign: ' ' }, 'campaign', isMissing('The campaign')],
  [{ ...call, callerId: '' }, 'callerId', 'Enter a number.'],
  [{ ...call, callerId: '1:2' }, 'callerId', two],
  [{ ...callWithPhone, campaign: '' }, 'campaign', isMissing('The campaign')],

  [{ ...respool, entry: undefined }, 'entry', noContact],
  [{ ...respool, entry: 'Ventas->' }, 'entry', noContact],
  [withEntry(respool, { campaign: '' }), 'entry.campaign', isMissing('The campaign')],
  [withEntry(respool, { destination: '' }), 'entry.destination', 'Enter a number.'],
  [withEntry(respool, { dialerBase: undefined }), 'entry.dialerBase', isNoText('The dialer list')],
  [withEntry(respool, { agentPhone: 1001 }), 'entry.agentPhone', isNoText('The agent’s phone')],
  ...(['status', 'contact', 'retries', 'priority'] as const).flatMap((field): (typeof refusals)[number][] => [
    [withEntry(respool, { [field]: undefined }), `entry.${field}`, isNoNumber(`The ${field}`)],
    [withEntry(respool, { [field]: '1' }), `entry.${field}`, isNoNumber(`The ${field}`)],
    ...[2.5, NaN, Infinity, 2 ** 53, 1e21, '', ' 7', null].map((value): (typeof refusals)[number] => [
      withEntry(respool, { [field]: value }),
      `entry.${field}`,
      isNoNumber(`The ${field}`),
    ]),
    [withEntry(schedule, { [field]: -1 }), `entry.${field}`, 'A number below 0 is not possible here.'],
  ]),
  [withEntry(respool, { data: undefined }), 'entry.data', 'The data pairs: a list is expected.'],
  [withEntry(respool, { data: 'a=1' }), 'entry.data', 'The data pairs: a list is expected.'],
  [withEntry(respool, { data: [['a', '1'], 'b'] }), 'entry.data.1', noPair],
  [withEntry(respool, { data: [['a']] }), 'entry.data.0', noPair],
  [withEntry(respool, { data: [['a', 1]] }), 'entry.data.0', noPair],
  [withEntry(respool, { data: [['', '1']] }), 'entry.data.0', 'Name the data value “1”.'],
  [
    withEntry(respool, {
      data: [
        ['a', '1'],
        ['b=', '2'],
      ],
    }),
    'entry.data.1',
    `The data name “b=” ${inData}`,
  ],
  [withEntry(schedule, { data: [['time', '15:00']] }), 'entry.data.0', `The data value “15:00” of time ${inData}`],
  [withEntry(respool, { alternatives: '1:2' }), 'entry.alternatives', 'The other numbers: a list is expected.'],
  [withEntry(respool, { alternatives: ['1', ''] }), 'entry.alternatives.1', 'Enter a number.'],
  [withEntry(respool, { alternatives: ['1:2'] }), 'entry.alternatives.0', two],

  [{ ...schedule, at: undefined }, 'at', isNoText('The time')],
  [{ ...schedule, at: new Date(0) }, 'at', isNoText('The time')],
  ...[
    '',
    '2016-10-10',
    '2016-10-10 15:00',
    '2016-10-10T15:00:00',
    '<2016-10-10 15:00:00>',
    '2016-02-30 15:00:00',
    '2016-10-10 03:00:00 PM',
  ].map((at): (typeof refusals)[number] => [{ ...schedule, at }, 'at', noTime]),
  [{ ...schedule, entry: undefined }, 'entry', noContact],
  [{ ...schedule, entry: { campaign: 'Ventas->' } }, 'entry.destination', 'Enter a number.'],
  [{ ...schedule, entry: { destination: '1' } }, 'entry.campaign', isNoText('The campaign')],

  [{ ...tag, guid: '' }, 'guid', isMissing('The call')],
  [{ ...tag, message: '\n' }, 'message', isMissing('The text of the tag')],
  [{ ...tag, phone: '1;2' }, 'phone', two],

  [{ ...dispose, campaign: '' }, 'campaign', isMissing('The campaign')],
  [{ ...dispose, guid: undefined }, 'guid', isNoText('The call')],
  [{ ...dispose, customer: '' }, 'customer', 'Enter a number.'],
  [{ ...dispose, level1: '' }, 'level1', isMissing('The result')],
  [{ ...dispose, level3: 'c' }, 'level2', isMissing('The second level')],
  [{ ...dispose, level2: 2 }, 'level2', isNoText('The second level')],
  [{ ...dispose, level3: 3 }, 'level3', isNoText('The third level')],
  [{ ...dispose, data1: 1 }, 'data1', isNoText('Data 1')],
  [{ ...dispose, data2: 2 }, 'data2', isNoText('Data 2')],
  [{ ...dispose, comment: null }, 'comment', isNoText('The comment')],
  [{ ...dispose, callbackAt: '' }, 'callbackAt', noTime],
  [{ ...dispose, callbackCampaign: 1 }, 'callbackCampaign', isNoText('The campaign')],
  [{ ...dispose, tag: 1 }, 'tag', isNoText('The text of the tag')],
];
