import { msg } from '@lit/localize';
import type { CurrentCall } from '../client.js';
import { phoneProblem, samePhone } from '../codecs/phone.js';

/** The call that a result belongs to; texts are empty where nobody knows. */
export interface DisposedCall {
  guid: string;
  /** The customer's number. */
  customer: string;
  campaign: string;
}

/** What the page gave, filled up from the current call unless the page means another one. */
export function callFrom(given: DisposedCall, current: CurrentCall | undefined): DisposedCall {
  const known = !given.guid || given.guid === current?.guid ? current : undefined;
  return {
    guid: given.guid || (known?.guid ?? ''),
    customer: given.customer || (known?.destination ?? ''),
    campaign: given.campaign || (known?.campaign ?? ''),
  };
}

/** Whether a result for the one may be sent for the other: the same guid, and no other customer. */
export function sameCall(one: DisposedCall, other: DisposedCall): boolean {
  const customer = !one.customer || !other.customer || one.customer === other.customer || samePhone(one.customer, other.customer);
  return one.guid === other.guid && customer;
}

/** What is missing to send a result for the call, and the field of the command. */
export function callProblem({
  guid,
  customer,
  campaign,
}: DisposedCall): { field: keyof DisposedCall; message: string } | undefined {
  if (!guid) return { field: 'guid', message: msg('No call is known yet. Place or take a call, then save its result.') };
  if (!customer)
    return {
      field: 'customer',
      message: msg('The number of this call is not known, so its result cannot be saved. Tell your supervisor.'),
    };
  const wrong = phoneProblem(customer);
  if (wrong) return { field: 'customer', message: wrong };
  if (!campaign)
    return {
      field: 'campaign',
      message: msg('The campaign of this call is not known, so its result cannot be saved. Tell your supervisor.'),
    };
  return undefined;
}
