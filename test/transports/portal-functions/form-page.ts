import {
  PortalFunctionsTransport,
  type PortalFunctionsOptions,
} from '../../../src/transports/portal-functions/portal-functions-transport.js';

/** What was called on the form's page and the page around it, in order, and with what. */
export type Called = [name: string, ...values: unknown[]][];

/** Functions by their names, as a portal puts them there. */
type Functions = Record<string, (...values: any[]) => unknown>;

const recorded = (functions: Functions, called: Called) =>
  Object.fromEntries(
    Object.entries(functions).map(([name, act]) => [
      name,
      (...values: unknown[]) => (name === '__isInCall' || called.push([name, ...values]), act(...values)),
    ]),
  );

/** A form's page and the page around it, with what the test puts there; all that stands for SQL is there too. */
export function formPage(
  { form = {}, frame = {}, cti }: { form?: Functions; frame?: Functions; cti?: unknown } = {},
  options: Partial<PortalFunctionsOptions> = {},
) {
  const called: Called = [];
  const nothing = () => undefined;
  const sql = Object.fromEntries(
    ['UC_get', 'UC_get_async', 'UC_exec', 'UC_exec_async', 'UC_Http_proxy', 'UC_getSystemCampaigns_async'].map(
      (name) => [name, nothing],
    ),
  );
  const whole: Functions = {
    UC_makeCall_async: async () => 'guid-1',
    UC_DispositionCall_async: async () => 'anything',
    UC_TagRecord: nothing,
    UC_pause: nothing,
    UC_closeForm: nothing,
    ...sql,
    ...form,
  };
  const parent: Record<string, unknown> = recorded({ __isInCall: () => false, __SendDTMF: nothing, ...frame }, called);
  const page: Record<string, unknown> = { ...recorded(whole, called), parent };
  if (cti !== undefined) page['CTI'] = cti;
  const transport = new PortalFunctionsTransport({ page: page as unknown as Window, ...options });
  return { page, parent, called, transport };
}
