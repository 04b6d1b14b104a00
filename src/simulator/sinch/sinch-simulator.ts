import { HttpSimulator, type HttpAnswer, type HttpCall } from '../http-simulator.js';
import { checkAccept, checkType } from '../leniency.js';
import {
  campaignWire,
  listCampaigns,
  resultStatistics,
  setStatus,
  updateCampaign,
  listStatistics,
} from './campaigns.js';
import { answerRmi, authenticate, authenticationPath, isInSession, isRmi, pathWithoutSlash } from './agents.js';
import {
  freshSinch,
  makeSinch,
  sinchCampaign,
  never,
  placeOf,
  type SinchCustomer,
  type SinchOptions,
  type SinchState,
  type SinchFixtures,
} from './state.js';
import { addCustomer, addCustomers, customerWire, deleteCustomer, listCustomers } from './customers.js';
import { CodedRefusal, type WireRefusal } from '../wire-schema.js';

const json = 'application/json';
const noContent: HttpAnswer = { status: 204, body: '' };
const ok = (value: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(value) });

interface SinchOperation {
  method: string;
  path: RegExp;
  /** What `Accept` must name. */
  accept?: string;
  /** What `Content-Type` must be. */
  type?: string;
  /** Takes parameters in the address. */
  query?: true;
  run: (world: SinchFixtures, call: HttpCall, campaignId: string, customerId: string) => HttpAnswer;
}

/** Every operation (contract 1.2), by method and what stands after `/RI/obi/`. */
const operations: readonly SinchOperation[] = [
  {
    method: 'GET',
    path: /^campaigns$/,
    accept: json,
    query: true,
    run: (world, { url }) => ok(listCampaigns(url.searchParams, world)),
  },
  {
    method: 'GET',
    path: /^campaigns\/([^/]+)$/,
    accept: json,
    run: (world, _call, id) => ok(campaignWire(sinchCampaign(world, id), world)),
  },
  {
    method: 'PUT',
    path: /^campaigns\/([^/]+)$/,
    type: json,
    run: (world, { body }, id) => {
      updateCampaign(sinchCampaign(world, id), body, world);
      return noContent;
    },
  },
  {
    method: 'PUT',
    path: /^campaigns\/([^/]+)\/status$/,
    type: 'text/plain',
    run: (world, { body }, id) => {
      setStatus(sinchCampaign(world, id), body);
      return noContent;
    },
  },
  {
    method: 'GET',
    path: /^campaigns\/([^/]+)\/customerResultStatistics$/,
    accept: json,
    run: (world, _call, id) => ok(resultStatistics(sinchCampaign(world, id))),
  },
  {
    method: 'GET',
    path: /^campaigns\/([^/]+)\/customers$/,
    accept: json,
    query: true,
    run: (world, { url }, id) => ok(listCustomers(sinchCampaign(world, id), url.searchParams, world)),
  },
  {
    method: 'POST',
    path: /^campaigns\/([^/]+)\/customers$/,
    accept: 'text/html',
    type: json,
    run: (world, { url, body }, id) => {
      const customerId = addCustomer(sinchCampaign(world, id), body, world);
      const headers = { Location: `${url.origin}${url.pathname}/${customerId}` };
      return { status: 201, body: world.emptyBody ? '' : customerId, type: 'text/html', headers };
    },
  },
  {
    method: 'POST',
    path: /^campaigns\/([^/]+)\/customers\/list$/,
    accept: json,
    type: json,
    query: true,
    run: (world, { url, body }, id) => {
      const items = addCustomers(sinchCampaign(world, id), url.searchParams, body, world);
      const wrong = items.filter(({ statusCode }) => statusCode === 400).length;
      return {
        ...ok(items),
        ...(wrong > 0 && { refused: `${wrong} of ${items.length} customers are not as documented.` }),
      };
    },
  },
  {
    method: 'GET',
    path: /^campaigns\/([^/]+)\/customers\/([^/]+)$/,
    accept: json,
    run: (world, _call, id, customerId) => {
      const campaign = sinchCampaign(world, id);
      const customer = campaign.customers[placeOf(campaign, customerId, world)];
      return ok(customer && customerWire(customer, world.attributes, true));
    },
  },
  {
    method: 'DELETE',
    path: /^campaigns\/([^/]+)\/customers\/([^/]+)$/,
    run: (world, _call, id, customerId) => {
      deleteCustomer(sinchCampaign(world, id), customerId, world);
      return noContent;
    },
  },
  {
    method: 'GET',
    path: /^statistics$/,
    accept: json,
    query: true,
    run: (world, { url }) => ok(listStatistics(url.searchParams, world)),
  },
];

/** What stands after `/RI/obi/`, whatever the base, with one slash at the joint (C-174). */
const obiPath = /^(?:.*[^/])?\/RI\/obi\/(.+)$/;

/**
 * Plays Sinch Contact Center's outbound campaign interface (contract 1.2): eleven operations. The documents say nothing of
 * failures: here they are a status without a body, 400 for what is not as documented, 401, 404, 405, 406, 413, 415. In a bulk
 * answer the texts for numbers and external ids are the documented ones, the others made up. XML is not played. Beside
 * them the sign-in, presences and the ready state (contract-calls 2.4, vendor code), for who is signed in.
 */
export class SinchSimulator extends HttpSimulator {
  readonly #world;

  constructor(options: SinchOptions = {}) {
    super(options);
    this.#world = makeSinch(options, this.reading);
  }

  /** What the server knows. */
  get state(): SinchState {
    return this.#world.state;
  }

  /** The dialer is done with a customer: sets the result, and the date that is never. Throws when there is none. */
  finish(
    campaignId: string,
    customerId: string,
    result: Pick<SinchCustomer, 'result' | 'callResult' | 'classifier' | 'script'>,
  ) {
    const campaign = sinchCampaign(this.#world, campaignId);
    const place = placeOf(campaign, customerId, this.#world);
    const customer = campaign.customers[place];
    if (!customer) return;
    if (customer.date !== never) campaign.handled++;
    const modificationDate = new Date(this.#world.now()).toISOString();
    campaign.customers[place] = {
      ...customer,
      ...result,
      callCount: customer.callCount + 1,
      date: never,
      modificationDate,
    };
    this.changed();
  }

  /** Without its last slash the sign-in does not answer the browser's question (C-374). */
  protected override readonly hasPreflight = ({ pathname }: URL) => !pathWithoutSlash.test(pathname);

  protected override answer(call: HttpCall): HttpAnswer {
    if (authenticationPath.test(call.url.pathname)) return authenticate(call, this.#world);
    if (isRmi(call.url)) {
      this.#checkAccess(call, true);
      return answerRmi(call, this.#world);
    }
    const path = obiPath.exec(call.url.pathname)?.[1] ?? '';
    // The bulk path looks like a customer's, so it is taken by its own method only.
    const here = operations.filter(
      (each) => each.path.test(path) && (!path.endsWith('/customers/list') || each.method === 'POST'),
    );
    if (here.length === 0) throw new CodedRefusal(404, 'There is nothing at this path.');
    const operation = here.find(({ method }) => method === call.method);
    if (!operation) throw new CodedRefusal(405, `There is no ${call.method} here.`);
    this.#checkAccess(call, this.#world.authorization !== undefined);
    const { accept, type, query, run } = operation;
    if (accept) checkAccept(call.headers.get('Accept'), accept, this.reading);
    if (type) checkType(call, [type], this.reading);
    if (!query && call.url.search) throw new CodedRefusal(400, 'There are no parameters here.');
    const [, campaignId = '', customerId = ''] = operation.path.exec(path) ?? [];
    return run(this.#world, call, campaignId, customerId);
  }

  /** Refuses without the key that was set up; and, where one must be known, without the header or a session. Throws 401. */
  #checkAccess(call: HttpCall, mustBeKnown: boolean) {
    const { authorization, apiKey } = this.#world;
    if (apiKey && call.headers.get(apiKey.header) !== apiKey.value)
      throw new CodedRefusal(401, `Not the ${apiKey.header} header that was set up.`);
    const hasHeader = authorization !== undefined && call.headers.get('Authorization') === authorization;
    if (mustBeKnown && !hasHeader && !isInSession(this.#world, call))
      throw new CodedRefusal(401, 'Neither the Authorization header that was set up nor a session.');
  }

  protected override refusal(cause: WireRefusal): HttpAnswer {
    return { status: cause instanceof CodedRefusal ? cause.code : 400, body: '' };
  }

  protected override reset() {
    Object.assign(this.#world, freshSinch(this.#world));
  }
}
