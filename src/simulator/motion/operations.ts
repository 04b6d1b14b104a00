import { readJsonBody, type HttpAnswer, type HttpCall } from '../http-simulator.js';
import {
  campaignShape,
  byId,
  checkMotionContacts,
  nextId,
  putOn,
  stamp,
  type MotionCampaignWire,
  type MotionFixtures,
} from './state.js';
import { allowances } from '../leniency.js';
import { importFile, takeFile } from './csv.js';
import { listOf, checkShape, filled, shown, WireRefusal, anyText, type Check, type Reading } from '../wire-schema.js';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** One operation: its path, its content types, and what it does with the part of the path that is no fixed one. */
export interface MotionOperation {
  path: RegExp;
  types: readonly string[];
  run: (call: HttpCall, part: string, world: MotionFixtures) => HttpAnswer;
}

/** Nothing is known of the body that a success has (M-14). */
const done: HttpAnswer = { status: 200, body: '' };
const created = (object?: unknown): HttpAnswer => ({
  status: 201,
  body: object === undefined ? '' : JSON.stringify(object),
});

/** `id`, the same as the path's, and `ids`, all of them known; with or without `penalty` (C-259 to C-261). */
function readIds(
  body: string,
  id: number,
  known: readonly number[],
  what: string,
  { reading, ...more }: { reading: Reading; penalty?: Check },
) {
  const isPathId: Check = (value) => {
    if (value !== id) throw new WireRefusal(`id is ${shown(value)}, the path says ${id}.`);
  };
  const isKnown: Check = (value) => {
    if (!known.some((each) => each === value)) throw new WireRefusal(`There is no ${what} ${shown(value)}.`);
  };
  const shape = { id: isPathId, ids: listOf(isKnown), ...more };
  const options = { reading, allow: allowances.motionIds };
  return checkShape<Record<string, unknown>>(readJsonBody(body, 400), shape, 'The request', options) as {
    ids: number[];
    penalty?: string;
  };
}

const penalty: Check = (value) => {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) throw new WireRefusal('penalty is no text of digits (C-260).');
};

/** All but the name; which of them may be absent nobody says. */
const settingsOfCampaign = Object.keys(campaignShape).filter((name) => name !== 'name');

/** Every operation (contract 1.4); all are POST. */
export const motionOperations: readonly MotionOperation[] = [
  {
    path: /^cm\/lists$/,
    types: [json],
    run: ({ body }, _part, { state, now, reading }) => {
      const shape = { name: filled, description: anyText };
      const given = checkShape<{ name: string; description?: string }>(readJsonBody(body, 400), shape, 'A list', {
        optional: ['description'],
        reading,
      });
      const list = { id: nextId(state.lists), ...given, updatedAt: stamp(now()), createdAt: stamp(now()) };
      state.lists.push({ ...list, agents: [], contacts: [], total: 0 });
      return created(list);
    },
  },
  {
    // The printed example says no content type, and curl's own is the form's (M-01).
    path: /^cm\/contacts$/,
    types: [json, form],
    run: ({ body }, _part, world) => {
      const contacts = checkMotionContacts([readJsonBody(body, 400)], world);
      putOn(byId(world.state.lists, contacts[0]?.['ListId'], 'list'), contacts, world);
      return created();
    },
  },
  {
    path: /^voice\/queues$/,
    types: [json],
    run: ({ body }, _part, { state, trunks, intervals, reading }) => {
      const settings = checkShape<MotionCampaignWire>(readJsonBody(body, 400), campaignShape, 'A campaign', {
        reading,
        allow: { mayMiss: settingsOfCampaign },
      });
      if ('TrunkId' in settings && !trunks.includes(Number(settings.TrunkId)))
        throw new WireRefusal(`There is no trunk ${String(settings.TrunkId)}.`);
      if ('IntervalId' in settings && !intervals.includes(Number(settings.IntervalId)))
        throw new WireRefusal(`There is no interval ${String(settings.IntervalId)}.`);
      const id = nextId(state.campaigns);
      state.campaigns.push({ id, name: String(settings.name), settings, lists: [], agents: [] });
      return created({ ...settings, id });
    },
  },
  {
    path: /^voice\/queues\/(\d+)\/lists$/,
    types: [json],
    run: ({ body }, part, { state, reading }) => {
      const campaign = byId(state.campaigns, Number(part), 'campaign');
      const { ids } = readIds(
        body,
        campaign.id,
        state.lists.map(({ id }) => id),
        'list',
        { reading },
      );
      campaign.lists = [...new Set([...campaign.lists, ...ids])];
      return done;
    },
  },
  {
    path: /^voice\/queues\/(\d+)\/users$/,
    types: [json],
    run: ({ body }, part, { state, agents, reading }) => {
      const campaign = byId(state.campaigns, Number(part), 'campaign');
      const given = readIds(body, campaign.id, agents, 'agent', { reading, penalty });
      const others = campaign.agents.filter(({ id }) => !given.ids.includes(id));
      campaign.agents = [...others, ...given.ids.map((id) => ({ id, penalty: given.penalty ?? '0' }))];
      return done;
    },
  },
  {
    path: /^cm\/lists\/(\d+)\/users$/,
    types: [json],
    run: ({ body }, part, { state, agents, reading }) => {
      const list = byId(state.lists, Number(part), 'list');
      list.agents = [...new Set([...list.agents, ...readIds(body, list.id, agents, 'agent', { reading }).ids])];
      return done;
    },
  },
  {
    path: /^cm\/lists\/(\d+)\/contacts$/,
    types: [json],
    run: ({ body }, part, world) => {
      const list = byId(world.state.lists, Number(part), 'list');
      const contacts = readJsonBody(body, 400);
      if (!Array.isArray(contacts) || contacts.length === 0)
        throw new WireRefusal('The body is no list with something in it.');
      putOn(list, checkMotionContacts(contacts, world, list.id), world); // one wrong, and none is on the list
      return done;
    },
  },
  {
    path: /^cm\/contacts\/upload$/,
    types: [form],
    run: ({ bytes }, _part, world) => ({ status: 200, body: takeFile(bytes, world) }),
  },
  {
    path: /^cm\/contacts\/upload\/([^/]+)$/,
    types: [json],
    run: ({ body }, part, world) => {
      importFile(part, body, world);
      return done;
    },
  },
];
