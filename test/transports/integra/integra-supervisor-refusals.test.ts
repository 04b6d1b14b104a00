import { expect } from 'chai';
import { CtiClient, type Command } from '../../../src/index.js';
import type { IntegraOptions } from '../../../src/transports/integra/index.js';
import { failure } from '../../failure.js';
import { setup } from './integra.fixture.js';

const black = { phone: '12341234', campaign: '*' };
const add = (contact: object): object => ({
  type: 'addContacts',
  campaign: 'Sale->',
  contacts: [{ destination: '1' }, { destination: '2', ...contact }],
});
const task = { type: 'dialerTask', mode: 'normal', campaign: 'Sale->', destination: '1' };

/** Facts, what is asked, the code and the field. */
const refused: [
  facts: string,
  command: object,
  code: string,
  field?: string | undefined,
  options?: Partial<IntegraOptions>,
][] = [
  ['C-099', { type: 'blacklist', entries: [{ campaign: '*' }] }, 'INVALID', 'entries.0.phone'],
  ['C-099', { type: 'blacklist', entries: [black, { phone: '1' }] }, 'INVALID', 'entries.1.campaign'],
  ['C-099', { type: 'unblacklist', entries: [{ phone: ' ', campaign: '*' }] }, 'INVALID', 'entries.0.phone'],
  [
    'C-101',
    { type: 'blacklist', entries: [{ ...black, expireDate: '2025-01-01 00:00:00' }] },
    'INVALID',
    'entries.0.expireDate',
  ],
  ['C-065', { type: 'removeContact', campaign: 'Sale->', number: '1;2' }, 'INVALID', 'number'],
  ['C-065', { type: 'cancelSchedule', campaign: 'Sale->', number: '1:2', on: '2015-10-11' }, 'INVALID', 'number'],
  ['U-50', { type: 'removeContact', campaign: 'Sale->' }, 'INVALID', 'number'],
  ['U-50', { type: 'removeContact', campaign: 'Sale->', number: '1', id: '7' }, 'INVALID', 'id'],
  ['U-51', { type: 'cancelSchedule', campaign: 'Sale->', number: '1' }, 'INVALID', 'from'],
  ['U-51', { type: 'cancelSchedule', campaign: 'Sale->', number: '1', from: '2015-10-11 00:00:00' }, 'INVALID', 'from'],
  [
    'U-51',
    { type: 'cancelSchedule', campaign: 'Sale->', number: '1', from: '2015-10-12 00:00:00', to: '2015-10-11 00:00:00' },
    'INVALID',
    'from',
  ],
  [
    'U-51',
    { type: 'cancelSchedule', campaign: 'Sale->', number: '1', on: '2015-10-11', to: '2015-10-11 00:00:00' },
    'INVALID',
    'on',
  ],
  ['C-142', { ...task, mode: 'owned' }, 'INVALID', 'agent'],
  ['C-142', { ...task, mode: 'owned', agent: ' ' }, 'INVALID', 'agent'],
  ['C-141', { ...task, mode: 'schedule' }, 'INVALID', 'at'],
  ['C-138', { ...task, at: '2020-01-01 00:00:00' }, 'INVALID', 'at'],
  ['C-145', { ...task, mode: 'automatic' }, 'INVALID', 'mode'],
  ['C-066', { ...task, data: [['a', 'b:c']] }, 'INVALID', 'data'],
  ['C-144', { ...task, mode: 'now' }, 'UNSUPPORTED', undefined, { dialect: 'old' }],
  ['C-160', add({ destination: '1;2' }), 'INVALID', 'contacts.1.destination'],
  ['C-160', add({ alternatives: ['1\n2'] }), 'INVALID', 'contacts.1.alternatives.0'],
  ['C-160', add({ data: [['a', 'b;c']] }), 'INVALID', 'contacts.1.data'],
  ['C-160', add({ agent: '1;2' }), 'INVALID', 'contacts.1.agent'],
  ['C-160', { ...add({}), campaign: 'a;b' }, 'INVALID', 'campaign'],
  ['C-128', add({ priority: 1 }), 'INVALID', 'contacts.1.priority'],
  ['U-53', add({ firstName: 'Ana' }), 'INVALID', 'contacts.1.firstName'],
  ['U-53', add({ at: '2020-01-01 00:00:00' }), 'INVALID', 'contacts.1.at'],
  [
    '2.1.3',
    { type: 'addContact', campaign: 'Sale->', contact: { destination: '1', priority: 5 } },
    'INVALID',
    'contact.priority',
  ],
  [
    '2.1.3',
    { type: 'addContact', campaign: 'Sale->', contact: { destination: '1', lastName: 'x' } },
    'INVALID',
    'contact.lastName',
  ],
  ['UC-22', { type: 'statistics', from: '2020-01-01' }, 'INVALID', 'from'],
  ['UC-23', { type: 'statistics', campaign: 'Sale->', agent: 'Agent1' }, 'INVALID', 'agent'],
  ['U-43', { type: 'blacklist', entries: [black, black] }, 'UNSUPPORTED', undefined, { dialect: 'old' }],
  [
    'U-43',
    { type: 'blacklist', entries: [{ ...black, expireDate: '2025-01-01' }] },
    'INVALID',
    'entries.0.expireDate',
    { dialect: 'old' },
  ],
  ['U-43', { type: 'unblacklist', entries: [black] }, 'UNSUPPORTED', undefined, { dialect: 'old' }],
  ['U-43', { type: 'unblacklist', entries: [black, black] }, 'UNSUPPORTED', undefined, { dialect: 'old' }],
];

describe('what Integra cannot be asked by a supervisor', () => {
  for (const [facts, command, code, field, options = {}] of refused) {
    it(`is refused before any request: ${JSON.stringify(command)} [${facts}]`, async () => {
      const { requests, transport } = setup('1', options);
      const error = await failure(new CtiClient({ transports: [transport] }).send(command as Command));
      expect(error).to.include({ code, field });
      expect(requests).to.deep.equal([]);
    });
  }

  it('is known before: an older server takes no number off its list, and no dialer here starts campaigns', () => {
    const { transport } = setup('1', { dialect: 'old' });
    expect(transport.supports('unblacklist')).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(transport.supports('blacklist')).to.deep.equal({ ok: true });
    for (const type of [
      'updateContact',
      'startCampaign',
      'pauseCampaign',
      'members',
      'addMembers',
      'removeMember',
      'pendingCalls',
      'clearPendingCalls',
    ] as const)
      expect(transport.supports(type), type).to.include({ ok: false, code: 'UNSUPPORTED' });
  });

  it('is known of each contact of many before [C-160]', () => {
    const { bulk } = setup().transport;
    expect(
      bulk!.problem({ destination: '1', alternatives: ['2'], data: [['a', 'b']], priority: 2, agent: '1001' }),
    ).to.equal(undefined);
    for (const [contact, field] of [
      [{ destination: '1;2' }, 'destination'],
      [{ destination: '1', agent: 'a;b' }, 'agent'],
      [{ destination: '1', priority: 1 }, 'priority'],
      [{ destination: '1', data: [['a=', 'b']] }, 'data'],
      [{ destination: '1', lastName: 'x' }, 'lastName'],
    ] as const)
      expect(bulk!.problem(contact as never), field)
        .to.include({ field })
        .and.property('message')
        .match(/\.$/);
  });
});
