import { expect } from 'chai';
import { fc } from '../seeded.js';
import { writeWallClock } from '../../src/codecs/wall-clock.js';
import { agentChecks, checkCommand, mayWait, type CommandInput } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import { refusals, withEntry } from './command-refusals.js';
import * as sample from '../samples.js';

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

describe('check of a command', () => {
  for (const [type, command] of Object.entries(all)) {
    it(`passes a right ${type} as it is`, () => {
      expect(checkCommand(command)).to.deep.equal(command);
    });
  }

  for (const [input, field, message] of refusals) {
    it(`refuses ${JSON.stringify(input)?.slice(0, 90)}: ${field}: ${message}`, () => {
      const error = refusal(input);
      expect(error).to.be.instanceOf(CtiError);
      expect([error?.code, error?.field, error?.message]).to.deep.equal(['INVALID', field, message]);
    });
  }

  for (const [type, command] of Object.entries(all)) {
    for (const field of Object.keys((agentChecks[type as keyof typeof all].def as { shape?: object }).shape ?? {})) {
      it(`refuses a ${type} whose ${field} is no such thing, by its name`, () => {
        expect(refusal({ ...command, [field]: field === 'confirmed' ? 'yes' : false })).to.include({
          code: 'INVALID',
          field,
        });
      });
    }
  }

  for (const input of [null, 'call', {}, { type: 'CTI' }, { type: 'toString' }]) {
    it(`knows no command ${JSON.stringify(input)}`, () => {
      expect(refusal(input)).to.include({
        code: 'UNSUPPORTED',
        message: 'No dialer on this page can do this.',
      });
    });
  }

  it('takes a customer who is known by no number for a result, and not for a callback', () => {
    const result = { ...dispose, callbackAt: undefined };
    for (const customer of ['anonymous', 'sip-ana@pbx']) {
      expect(checkCommand({ ...result, customer } as never)).to.include({ customer });
      expect(refusal({ ...result, customer, callbackAt: '2030-01-01 10:00:00' })).to.include({
        code: 'INVALID',
        field: 'customer',
      });
    }
    expect(checkCommand({ ...result, customer: '\u202a+598\u200b99 123\u202c' } as never)).to.include({
      customer: '+59899 123',
    });
    expect(refusal({ ...result, customer: 'ana\0' })).to.include({ code: 'INVALID', field: 'customer' });
  });

  it('names the first field that is wrong', () => {
    expect(refusal({ ...call, destination: '', campaign: '' })?.field).to.equal('destination');
  });

  it('respools with priority 2 and more, and schedules with 1 too [C-128]', () => {
    for (const priority of [0, 1]) {
      const error = refusal(withEntry(respool, { priority }));
      expect([error?.field, error?.message]).to.deep.equal([
        'entry.priority',
        'Priority 1 is kept for scheduled calls: use 2 or more.',
      ]);
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
    for (const field of Object.keys(entry))
      expect(refusal(withEntry(respool, { [field]: undefined }))?.field).to.equal(`entry.${field}`);
  });

  it('trims numbers, and changes nothing else of them [C-065]', () => {
    const spaced = { ...call, destination: ' 12-345-678\n', callerId: '\t099 ' };
    expect(checkCommand(spaced)).to.deep.equal({ ...call, destination: '12-345-678', callerId: '099' });
    const line = withEntry(schedule, { destination: ' 1 ', alternatives: [' 2 '] });
    expect(checkCommand(loosely(line)))
      .to.have.property('entry')
      .that.deep.includes({ destination: '1', alternatives: ['2'] });
  });

  it('trims no name, no text and no data', () => {
    const spaced = {
      ...dispose,
      campaign: ' Sale-> ',
      guid: ' g ',
      level1: ' a ',
      level2: ' b ',
      comment: ' c\n',
      data1: ' ',
      tag: ' t ',
    };
    expect(checkCommand(spaced)).to.deep.equal(spaced);
    const line = withEntry(respool, { campaign: ' V ', data: [[' k ', ' v ']], agentPhone: ' 1 ', dialerBase: ' ' });
    expect(checkCommand(loosely(line))).to.deep.equal(line);
  });

  it('lets what the dialer gave go back as it was, and holds only what was made here against the format', () => {
    const given = { data: [['due', '15:30']], dataText: 'due=15:30' };
    const numbers = { alternatives: ['099', '098'], alternativesText: '099: 098:' };
    for (const command of [respool, schedule]) {
      const odd = loosely(withEntry(command, { ...given, ...numbers }));
      expect(checkCommand(odd)).to.deep.equal(odd);
      const changed = refusal(withEntry(command, { ...given, data: [['due', '15:45']] }));
      expect([changed?.field, changed?.message]).to.deep.equal([
        'entry.data.0',
        'The data value “15:45” of due cannot be sent: no colon, equals sign, semicolon or line break.',
      ]);
    }
  });

  it('drops what no command has, so that it reaches no wire', () => {
    expect(checkCommand(loosely({ ...hangup, guid: 'g' }))).to.deep.equal(hangup);
    expect(checkCommand(loosely(withEntry({ ...schedule, calldate: 'x' }, { objectDialer: {} })))).to.deep.equal(
      schedule,
    );
  });

  it('takes every wall clock that a calendar has [C-018]', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6e10, max: 25e10 }), (second) => {
        const at = writeWallClock(second * 1000);
        expect(checkCommand({ ...schedule, at })).to.include({ at });
      }),
    );
  });

  it('lets nothing wait that dials now or ends a call', () => {
    for (const type of ['call', 'callWithPhone', 'hangup', 'cti'] as const)
      expect(mayWait.has(type), type).to.equal(false);
    for (const type of ['dispose', 'schedule', 'respool', 'tag'] as const)
      expect(mayWait.has(type), type).to.equal(true);
  });
});
