// Who can what of a call in progress and of the agent's state, as data: section 15 of the contract, one entry for each command
// and each dialer, with where it is known from. `test/who-can-what.mjs` prints it and holds the table in src/README.md to it.
// Only types are imported: the printer reads this file without a build.
import type { CallState } from '../../src/core/call-state.js';
import type { CommandType } from '../../src/core/commands.js';

/** The transports, by their names. */
export const dialers = [
  ...(['portal', 'integra', 'portal-functions', 'ucontact-x', 'uphone'] as const),
  ...(['motion', 'motion-bar', 'sinch', 'sinch-panel', 'voicenter'] as const),
];
export type Dialer = (typeof dialers)[number];

/**
 * - `yes` the dialer does it when it is asked
 * - `told` it tells of it, and cannot be asked
 * - `no` its sources are complete, and nothing is there: refused with the reason by name
 * - `unknown` its sources are cut or silent: refused as not known for this dialer
 */
export type Verdict = 'yes' | 'told' | 'no' | 'unknown';

/** Where it is known from. None of it was tried on a live system. */
export type Source = 'seed' | 'vendor page' | 'vendor code' | 'public code' | 'inferred';

/** What is known of one dialer. */
export interface Knowledge {
  readonly verdict: Verdict;
  readonly from: readonly Source[];
  /** Facts, decisions and operations of the contract. */
  readonly facts: readonly string[];
  /** What it does not do, or does in another way. */
  readonly note?: string;
}

/** What a dialer is asked, or tells by itself. */
export type Asked =
  | { readonly command: CommandType; readonly with?: Readonly<Record<string, string>> }
  | { readonly event: Exclude<CallState, 'dialling' | 'placed' | 'unknown'> | 'agent' };

export interface Row {
  readonly name: string;
  readonly asked: Asked;
  readonly of: Readonly<Record<Dialer, Knowledge>>;
}

const sources = { S: 'seed', P: 'vendor page', C: 'vendor code', O: 'public code', I: 'inferred' } as const;

/** `yes('PC', 'C-313 C-314')`: known from a vendor's page and a vendor's code. */
const known =
  (verdict: Verdict) =>
  (from: string, facts: string, note?: string): Knowledge => ({
    verdict,
    from: [...from].map((letter) => sources[letter as keyof typeof sources]),
    facts: facts ? facts.split(' ') : [],
    ...(note && { note }),
  });
const [yes, told, no, unknown] = [known('yes'), known('told'), known('no'), known('unknown')];

const seedNo = no('S', 'UC-1 UC-3');
/** What no public page or code says of each. */
const silent: Record<Dialer, Knowledge> = {
  portal: seedNo,
  integra: seedNo,
  'portal-functions': unknown('O', 'C-394'),
  'ucontact-x': unknown('P', 'C-404'),
  uphone: no('P', 'C-409'),
  motion: unknown('P', 'C-420'),
  'motion-bar': unknown('P', 'C-414'),
  sinch: no('S', 'C-376'),
  'sinch-panel': no('C', 'C-372'),
  voicenter: no('PC', 'C-312'),
};
const row = (name: string, asked: Asked, of: Partial<Record<Dialer, Knowledge>>): Row => ({
  name,
  asked,
  of: { ...silent, ...of },
});
const command = (command: CommandType, of: Partial<Record<Dialer, Knowledge>>, name: string = command): Row =>
  row(name, { command }, of);

const hold = (fact: string) => ({
  'motion-bar': unknown('P', fact),
  'sinch-panel': yes('C', 'C-360'),
});
const noMicrophone = no('PC', 'C-318', 'its mute is the recording’s');
const recording = {
  'sinch-panel': yes('C', 'C-360 S-36', 'it ends one recording and begins another'),
  voicenter: yes('PC', 'C-318 C-319 C-320'),
};

type Kind = 'blind' | 'attended';
const digitsOnly = no('O', 'C-387 U-80', 'its codes take digits only');
const toNumber: Record<Kind, Knowledge> = {
  blind: yes('O', 'C-387 U-80', 'by the site’s own codes, which the integrator gives'),
  attended: yes('O', 'C-387 U-80', 'begins it, by the site’s own codes'),
};
const transfer = (kind: Kind, toKind: 'number' | 'agent' | 'campaign'): Row =>
  row(
    `transfer ${kind} to a ${toKind === 'agent' ? 'colleague' : toKind}`,
    { command: 'transfer', with: { kind, toKind } },
    {
      'portal-functions': toKind === 'number' ? toNumber[kind] : digitsOnly,
      'ucontact-x': yes('P', 'C-403', kind === 'attended' ? 'begins it' : undefined),
      'sinch-panel':
        kind === 'blind' ? yes('C', 'C-362') : toKind === 'campaign' ? yes('I', 'C-363') : yes('C', 'C-363'),
    },
  );

const serverOnly = no('P', 'C-401', 'tells a server of yours only');
const opened = no('O', 'C-390', 'opens the form instead');

const bySinch = no('C', 'C-376', 'SinchTransport sets it, beside the panel');

/** The whole matrix. */
export const rows: readonly Row[] = [
  command('call', {
    portal: yes('S', 'UC-1'),
    integra: yes('SP', 'UC-1 C-399'),
    'portal-functions': yes('O', 'C-382 U-82'),
    uphone: yes('P', 'C-408'),
    'motion-bar': yes('P', 'C-411'),
    'sinch-panel': yes('C', 'C-358'),
    voicenter: yes('PC', 'C-304 C-308'),
  }),
  command('callWithPhone', {
    portal: yes('S', 'UC-2'),
    'portal-functions': no('O', 'C-382'),
    'motion-bar': no('P', 'C-411'),
    'sinch-panel': no('C', 'C-358'),
  }),
  row(
    'call with a caller id',
    { command: 'call', with: { callerId: '24001234' } },
    {
      portal: yes('S', 'UC-1'),
      integra: yes('S', 'UC-1'),
      'portal-functions': yes('O', 'C-382'),
      uphone: no('P', 'C-408'),
      'motion-bar': no('P', 'C-411'),
      'sinch-panel': yes('C', 'C-358', 'an address of the user’s queues'),
      voicenter: yes('PC', 'C-304'),
    },
  ),
  command('answer', {
    'motion-bar': yes('P', 'C-411'),
    'sinch-panel': yes('C', 'C-359'),
    voicenter: no('PC', 'C-312', 'the phone may answer by itself (phoneautoanswer)'),
  }),
  command('reject', { 'motion-bar': yes('I', 'C-411 M-18'), 'sinch-panel': yes('C', 'C-359') }),
  command('hangup', {
    portal: yes('S', 'UC-3'),
    integra: yes('SP', 'UC-3 C-398 U-83'),
    'motion-bar': yes('P', 'C-411'),
    'sinch-panel': yes('C', 'C-359'),
    voicenter: yes('CO', 'C-310 V-24', 'ends whatever is on the extension'),
  }),
  command('hold', {
    ...hold('C-414 M-19'),
    'motion-bar': unknown('P', 'C-414 M-19', 'the sister product’s bar does: bar: universal'),
  }),
  command('unhold', hold('C-414 M-19')),
  command('mute', { ...hold('C-414'), voicenter: noMicrophone }),
  command('unmute', { ...hold('C-414'), voicenter: noMicrophone }),
  command('dtmf', {
    'portal-functions': yes('O', 'C-387'),
    'sinch-panel': yes('C', 'C-361 S-37', 'one tone a message'),
  }),
  transfer('blind', 'number'),
  transfer('blind', 'agent'),
  transfer('blind', 'campaign'),
  transfer('attended', 'number'),
  transfer('attended', 'agent'),
  transfer('attended', 'campaign'),
  command('completeTransfer', {
    'ucontact-x': no('P', 'C-403 U-85', 'it only begins a transfer'),
    'portal-functions': no('O', 'C-387 U-80', 'they only begin a transfer'),
    'sinch-panel': yes('C', 'C-364'),
  }),
  command('cancelTransfer', {
    'ucontact-x': no('P', 'C-403 U-85', 'it only begins a transfer'),
    'portal-functions': no('O', 'C-387 U-80', 'they only begin a transfer'),
    'sinch-panel': yes('I', 'S-35'),
  }),
  command('pauseRecording', recording),
  command('resumeRecording', recording),
  row(
    'agentState ready',
    { command: 'agentState', with: { state: 'ready' } },
    {
      integra: yes('P', 'C-397'),
      'portal-functions': yes('I', 'C-384 U-79'),
      sinch: yes('C', 'C-376'),
      'sinch-panel': bySinch,
      voicenter: yes('PC', 'C-313 C-314'),
    },
  ),
  row(
    'agentState paused',
    { command: 'agentState', with: { state: 'paused' } },
    {
      integra: yes('P', 'C-397'),
      'portal-functions': yes('O', 'C-384 U-79', 'takes no reason'),
      sinch: yes('C', 'C-376'),
      'sinch-panel': bySinch,
      voicenter: yes('PC', 'C-313 C-314'),
    },
  ),
  command('agentStates', {
    integra: yes('P', 'C-397', 'the integrator names them'),
    'portal-functions': no('O', 'C-384 C-393', 'its pause takes no reason'),
    sinch: yes('C', 'C-376'),
    'sinch-panel': bySinch,
    voicenter: yes('PCO', 'C-314 C-317 V-35'),
  }),
  command('login', {
    integra: no('P', 'C-395', 'needs a password: your back end signs in'),
    'portal-functions': no('O', 'C-389', 'the portal signs in'),
    uphone: told('P', 'C-408'),
    sinch: no('C', 'C-374', 'your back end signs in'),
    'sinch-panel': no('C', 'C-374', 'the agent signs in there, or your back end'),
    voicenter: yes('PC', 'C-313 C-314'),
  }),
  command('logout', {
    integra: yes('P', 'C-396'),
    'portal-functions': no('O', 'C-389', 'the portal signs out'),
    sinch: yes('C', 'C-374', 'whatever calls go on'),
    'sinch-panel': no('C', 'C-374', 'SinchTransport does, beside the panel'),
    voicenter: yes('PC', 'C-313 C-314'),
  }),
  ...(['blacklist', 'unblacklist'] as const).map((each) =>
    command(each, {
      integra: yes('S', 'UC-10 UC-11 UC-12 UC-13'),
      'portal-functions': no('O', 'C-393'),
      'motion-bar': no('P', 'C-411'),
      'sinch-panel': no('C', 'C-365'),
      voicenter: yes('C', 'C-340 C-341'),
    }),
  ),
  row(
    'tells of a call that comes in',
    { event: 'incoming' },
    {
      integra: serverOnly,
      'portal-functions': opened,
      'ucontact-x': told('P', 'C-404 U-86', 'without its state'),
      uphone: told('P', 'C-408'),
      motion: no('PI', 'C-421', 'may open an address of yours'),
      'motion-bar': told('PI', 'C-412 M-16'),
      sinch: no('P', 'C-380', 'tells a server of yours only'),
      'sinch-panel': told('PC', 'C-368'),
      voicenter: told('C', 'C-325 C-332 C-338'),
    },
  ),
  row(
    'tells that it rings',
    { event: 'ringing' },
    {
      'portal-functions': no('O', 'C-386', 'in a call or not'),
      'ucontact-x': no('P', 'C-404'),
      'motion-bar': told('PI', 'C-412 M-16'),
      'sinch-panel': told('CI', 'C-370 C-373'),
      voicenter: told('C', 'C-325'),
    },
  ),
  row(
    'tells that it is answered',
    { event: 'connected' },
    {
      'portal-functions': told('O', 'C-386', 'in a call or not'),
      'ucontact-x': no('P', 'C-404 U-86'),
      'motion-bar': told('PI', 'C-412 M-16'),
      'sinch-panel': told('PCI', 'C-368 C-370 C-373'),
      voicenter: told('C', 'C-325 C-332'),
    },
  ),
  row(
    'tells that it is held',
    { event: 'held' },
    {
      'portal-functions': no('O', 'C-386', 'in a call or not'),
      'ucontact-x': no('P', 'C-404'),
      'motion-bar': told('PI', 'C-412 M-16'),
      'sinch-panel': told('PI', 'C-370 C-373'),
      voicenter: told('C', 'C-325 C-332'),
    },
  ),
  row(
    'tells that it is over',
    { event: 'ended' },
    {
      integra: serverOnly,
      'portal-functions': told('O', 'C-386', 'in a call or not'),
      'ucontact-x': told('P', 'C-404', 'when it is closed'),
      uphone: told('P', 'C-408'),
      'motion-bar': told('PI', 'C-412 M-16'),
      'sinch-panel': told('PC', 'C-368'),
      voicenter: told('CI', 'C-326 C-332 C-333'),
    },
  ),
  row(
    'tells the agent’s state',
    { event: 'agent' },
    {
      integra: serverOnly,
      'portal-functions': no('O', 'C-386'),
      uphone: told('P', 'C-408', 'a sign-in only'),
      'motion-bar': unknown('P', 'C-412'),
      sinch: no('C', 'C-372', 'tells nothing after a change'),
      'sinch-panel': told('CI', 'C-372 S-38'),
      voicenter: told('C', 'C-324 C-332 V-36'),
    },
  ),
];
