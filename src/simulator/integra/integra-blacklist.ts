import { readJson } from './integra-form.js';
import { operation, type Operations } from './operation.js';
import type { BlackWire } from './state.js';
import { checkKnown, type IntegraOptions, type IntegraFixtures } from './integra-world.js';
import { checkShape, dateOnly, filled, oneOf, phone, WireRefusal, text, type Shape } from '../wire-shape.js';

type Key = keyof BlackWire;

/** The entry of version 8 (contract 2.1.5). */
const six: Shape<Omit<BlackWire, 'expire_date' | 'direction'>> = {
  phone,
  campaign: filled,
  username: text,
  company: text,
  job_title: text,
  name: text,
};
/** The newer entry (contract 2.1.6). */
const eight: Shape<BlackWire> = { ...six, expire_date: dateOnly, direction: oneOf('I', 'O', 'I/O') };

/** A number and a campaign, or `*` for all; all else may be absent (C-099, C-100, C-102). */
function readEntry(value: unknown, { dialect, campaigns }: IntegraFixtures): BlackWire {
  const shape = dialect === 'new' ? eight : six;
  const optional = Object.keys(shape).filter((key): key is Key => key !== 'phone' && key !== 'campaign');
  const entry = checkShape<BlackWire>(value, shape as Shape<BlackWire>, 'black', optional);
  if (entry.campaign !== '*') checkKnown(campaigns, entry.campaign, 'campaign');
  return entry;
}

function readEntries(value: unknown, world: IntegraFixtures): BlackWire[] {
  if (!Array.isArray(value)) throw new WireRefusal('black is no JSON array.');
  if (!value.length) throw new WireRefusal('black is empty.');
  return value.map((each) => readEntry(each, world));
}

const same = (one: BlackWire) => (other: BlackWire) => one.phone === other.phone && one.campaign === other.campaign;

/** A number that is on the list of that campaign already is there once, with what was said last. */
function add({ state }: IntegraFixtures, entry: BlackWire) {
  remove({ state }, entry);
  state.blacklist.push(entry);
}

/** Of that campaign alone: `*` does not reach what was set for one (U-44). `1` also when nothing was there (U-77). */
function remove({ state }: Pick<IntegraFixtures, 'state'>, entry: BlackWire) {
  const isSame = same(entry);
  state.blacklist = state.blacklist.filter((each) => !isSame(each));
}

const one = (run: (world: IntegraFixtures, entry: BlackWire) => void) =>
  operation(['black'], ({ black }, world) => {
    run(world, readEntry(readJson(black, 'black'), world));
    return '1';
  });

/** All or nothing: one bad entry, and none is taken. */
const many = (run: (world: IntegraFixtures, entry: BlackWire) => void) =>
  operation(['black'], ({ black }, world) => {
    for (const entry of readEntries(readJson(black, 'black'), world)) run(world, entry);
    return '1';
  });

const addblack = { 'admin/addblack': one(add) };

/** UC-10 to UC-13: only the newer server can do more than add one (C-097, C-103 to C-105). */
export const blacklistOperations: Record<Required<IntegraOptions>['dialect'], Operations> = {
  old: addblack,
  v8: addblack,
  new: {
    ...addblack,
    'admin/addblackbulk': many(add),
    'admin/deleteblack': one(remove),
    'admin/deleteblackbulk': many(remove),
  },
};
