import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { writeWallClock } from '../src/codecs/wall-clock.js';
import { checkCommand, commandProblems, mayWait, type CommandInput } from '../src/commands.js';
import { CtiError } from '../src/errors.js';
import * as sample from './samples.js';

/** What a page without types may write. */
const loosely = (input: unknown) => input as CommandInput;

function refusal(input: unknown): CtiError | undefined {
  try {
    checkCommand(loosely(input));
    return undefined;
  } catch (error) {
    return error as CtiError;
  }
}

const { call, callWithPhone, cti, dispose, entry, hangup, respool, schedule, tag } = sample;
const all = { call, callWithPhone, hangup, cti, respool, schedule, tag, dispose };
const withEntry = (command: object, change: object) => ({ ...command, entry: { ...entry, ...change } });
const isMissing = (what: string) => `${what} is missing.`;
const isNoText = (what: string) => `${what}: text is expected.`;
const isNoNumber = (what: string) => `${what}: a whole number is expected.`;
const noPair = 'A data value is a name and a value, both of them text.';
const noContact = 'The contact to dial is missing: it needs a campaign and a number at least.';
const noTime = 'This is no date and time: write it as YYYY-MM-DD HH:mm:ss.';
const breaks = 'cannot be dialled: a number has no colon, semicolon or line break.';
const inData = 'cannot be sent: no colon, equals sign, semicolon or line break.';

const refusals: [input: unknown, field: string | undefined, message: string][] = [
  [null, undefined, 'This command is not known.'],
  ['call', undefined, 'This command is not known.'],
  [{}, 'type', 'This command is not known.'],
  [{ type: 'CTI' }, 'type', 'This command is not known.'],

  [{ ...call, destination: undefined }, 'destination', 'Enter a number.'],
  [{ ...call, destination: 91000000 }, 'destination', 'Enter a number.'],
  [{ ...call, destination: ' ' }, 'destination', 'Enter a number.'],
  [{ ...call, destination: '1:2' }, 'destination', `“1:2” ${breaks}`],
  [{ ...call, destination: '1;2' }, 'destination', `“1;2” ${breaks}`],
  [{ ...call, destination: '1\n2' }, 'destination', `“1\n2” ${breaks}`],
  [{ ...call, campaign: undefined }, 'campaign', isNoText('The campaign')],
  [{ ...call, campaign: ' ' }, 'campaign', isMissing('The campaign')],
  [{ ...call, callerId: '' }, 'callerId', 'Enter a number.'],
  [{ ...call, callerId: '1:2' }, 'callerId', `“1:2” ${breaks}`],
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
    [withEntry(respool, { [field]: 2.5 }), `entry.${field}`, isNoNumber(`The ${field}`)],
    [withEntry(schedule, { [field]: -1 }), `entry.${field}`, 'A number below 0 is not possible here.'],
  ]),
  [withEntry(respool, { data: undefined }), 'entry.data', 'The data values: a list is expected.'],
  [withEntry(respool, { data: 'a=1' }), 'entry.data', 'The data values: a list is expected.'],
  [withEntry(respool, { data: [['a', '1'], 'b'] }), 'entry.data.1', noPair],
  [withEntry(respool, { data: [['a']] }), 'entry.data.0', noPair],
  [withEntry(respool, { data: [['a', 1]] }), 'entry.data.0.1', noPair],
  [withEntry(respool, { data: [['', '1']] }), 'entry.data.0', 'Name the data value “1”.'],
  [withEntry(respool, { data: [['a', '1'], ['b=', '2']] }), 'entry.data.1', `The data name “b=” ${inData}`],
  [withEntry(schedule, { data: [['time', '15:00']] }), 'entry.data.0', `The data value “15:00” of time ${inData}`],
  [withEntry(respool, { alternatives: '1:2' }), 'entry.alternatives', 'The other numbers: a list is expected.'],
  [withEntry(respool, { alternatives: ['1', ''] }), 'entry.alternatives.1', 'Enter a number.'],
  [withEntry(respool, { alternatives: ['1:2'] }), 'entry.alternatives.0', `“1:2” ${breaks}`],

  [{ ...schedule, at: undefined }, 'at', isNoText('The time')],
  [{ ...schedule, at: new Date(0) }, 'at', isNoText('The time')],
  ...['', '2016-10-10', '2016-10-10 15:00', '2016-10-10T15:00:00', '<2016-10-10 15:00:00>', '2016-02-30 15:00:00', '2016-10-10 03:00:00 PM'].map(
    (at): (typeof refusals)[number] => [{ ...schedule, at }, 'at', noTime],
  ),
  [{ ...schedule, entry: undefined }, 'entry', noContact],
  [{ ...schedule, entry: { campaign: 'Ventas->' } }, 'entry.destination', 'Enter a number.'],
  [{ ...schedule, entry: { destination: '1' } }, 'entry.campaign', isNoText('The campaign')],

  [{ ...tag, guid: '' }, 'guid', isMissing('The call')],
  [{ ...tag, message: '\n' }, 'message', isMissing('The text of the tag')],
  [{ ...tag, phone: '1;2' }, 'phone', `“1;2” ${breaks}`],

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

describe('check of a command', () => {
  for (const [type, command] of Object.entries(all)) {
    it(`passes a right ${type} as it is`, () => {
      expect(checkCommand(command)).to.deep.equal(command);
      expect(commandProblems(command)).to.deep.equal([]);
    });
  }

  for (const [input, field, message] of refusals) {
    it(`refuses ${JSON.stringify(input)?.slice(0, 90)}: ${field}: ${message}`, () => {
      const error = refusal(input);
      expect(error).to.be.instanceOf(CtiError);
      expect([error?.code, error?.field, error?.message]).to.deep.equal(['INVALID', field, message]);
    });
  }

  it('lists everything that is wrong, in the order of the fields', () => {
    const problems = commandProblems(loosely({ ...call, destination: '', campaign: '' }));
    expect(problems.map(({ field }) => field)).to.deep.equal(['destination', 'campaign']);
  });

  it('respools with priority 2 and more, and schedules with 1 too [C-128]', () => {
    for (const priority of [0, 1]) {
      const error = refusal(withEntry(respool, { priority }));
      expect([error?.field, error?.message]).to.deep.equal(['entry.priority', 'Priority 1 is kept for scheduled calls: use 2 or more.']);
      expect(refusal(withEntry(schedule, { priority }))).to.equal(undefined);
    }
    expect(refusal(withEntry(respool, { priority: 2 }))).to.equal(undefined);
  });

  it('fills in a callback that names only campaign and number with neutral values', () => {
    expect(checkCommand({ ...schedule, entry: { campaign: 'Ventas->', destination: '098344484' } })).to.deep.equal({
      ...schedule,
      entry: {
        ...{ campaign: 'Ventas->', destination: '098344484', dialerBase: '', status: 1, data: [], alternatives: [] },
        ...{ contact: 0, retries: 0, priority: 9999, agentPhone: '' },
      },
    });
  });

  it('makes up nothing for a respool', () => {
    for (const field of Object.keys(entry)) expect(refusal(withEntry(respool, { [field]: undefined }))?.field).to.equal(`entry.${field}`);
  });

  it('trims numbers, and changes nothing else of them [C-065]', () => {
    const spaced = { ...call, destination: ' 12-345-678\n', callerId: '\t099 ' };
    expect(checkCommand(spaced)).to.deep.equal({ ...call, destination: '12-345-678', callerId: '099' });
    const line = withEntry(schedule, { destination: ' 1 ', alternatives: [' 2 '] });
    expect(checkCommand(loosely(line))).to.have.property('entry').that.deep.includes({ destination: '1', alternatives: ['2'] });
  });

  it('trims no name, no text and no data', () => {
    const spaced = { ...dispose, campaign: ' Sale-> ', guid: ' g ', level1: ' a ', level2: ' b ', comment: ' c\n', data1: ' ', tag: ' t ' };
    expect(checkCommand(spaced)).to.deep.equal(spaced);
    const line = withEntry(respool, { campaign: ' V ', data: [[' k ', ' v ']], agentPhone: ' 1 ', dialerBase: ' ' });
    expect(checkCommand(loosely(line))).to.deep.equal(line);
  });

  it('drops what no command has, so that it reaches no wire', () => {
    expect(checkCommand(loosely({ ...hangup, guid: 'g' }))).to.deep.equal(hangup);
    expect(checkCommand(loosely(withEntry({ ...schedule, calldate: 'x' }, { objectDialer: {} })))).to.deep.equal(schedule);
  });

  it('takes every wall clock that a calendar has [C-018]', () => {
    fc.assert(fc.property(fc.integer({ min: -6e10, max: 25e10 }), (second) => {
      const at = writeWallClock(second * 1000);
      expect(checkCommand({ ...schedule, at })).to.include({ at });
    }));
  });

  it('lets nothing wait that dials now or ends a call', () => {
    for (const type of ['call', 'callWithPhone', 'hangup', 'cti'] as const) expect(mayWait.has(type), type).to.equal(false);
    for (const type of ['dispose', 'schedule', 'respool', 'tag'] as const) expect(mayWait.has(type), type).to.equal(true);
  });
});
