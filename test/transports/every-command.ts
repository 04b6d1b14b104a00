import type { Command, CommandOf, CommandType } from '../../src/index.js';
import * as sample from '../samples.js';

/** Ids and names that each dialer's commands can have. */
export const campaigns: Record<string, string> = {
  integra: 'Sale->',
  motion: '59',
  sinch: '0123456789ABCDEF0123456789ABCDEF',
  voicenter: 'camp',
};

/** One right command of each type for a dialer. */
export function everyCommand(dialer: string): { [T in CommandType]: CommandOf<T> } {
  const campaign = campaigns[dialer] ?? 'Sale->';
  const contact = { destination: '091000000' };
  // Voicenter's list is the account's, and of numbers with their country's code (V-26).
  const listed = { phone: dialer === 'voicenter' ? '+97297000000' : '097000000', campaign: '*' };
  const entry = dialer === 'voicenter' ? { ...sample.entry, alternatives: [], agentPhone: '' } : sample.entry;
  const aDay = { from: '2026-11-29 00:00:00', to: '2026-11-30 00:00:00' }; // Voicenter's call log is of a time
  const when = dialer === 'voicenter' ? {} : { on: '2015-10-11' };
  const whom = dialer === 'sinch' ? { id: 'F5168FBDD6914C8DB1C6D0BD64563A39' } : { number: '091000000' };
  return {
    call: sample.call,
    callWithPhone: sample.callWithPhone,
    hangup: sample.hangup,
    cti: sample.cti,
    respool: sample.respool,
    schedule: { ...sample.schedule, at: '2099-10-10 15:00:00', entry },
    tag: { ...sample.tag, phone: '091000000' },
    dispose: sample.dispose,
    blacklist: { type: 'blacklist', entries: [listed] },
    unblacklist: { type: 'unblacklist', entries: [listed] },
    cancelSchedule: { type: 'cancelSchedule', campaign, number: '091000000', ...when },
    addContact: { type: 'addContact', campaign, contact },
    updateContact: { type: 'updateContact', campaign, contact },
    findContacts: { type: 'findContacts', campaign, number: '091' },
    removeContact: { type: 'removeContact', campaign, ...whom },
    addContacts: { type: 'addContacts', campaign, contacts: [contact] },
    campaigns: { type: 'campaigns' },
    campaignStatus: { type: 'campaignStatus', campaign },
    statistics: { type: 'statistics' },
    startCampaign: { type: 'startCampaign', campaign },
    pauseCampaign: { type: 'pauseCampaign', campaign },
    members: { type: 'members', campaign },
    addMembers: { type: 'addMembers', campaign, members: ['24'] },
    removeMember: { type: 'removeMember', campaign, member: '24' },
    recordings: { type: 'recordings', ...(dialer === 'voicenter' && { filter: aDay }) },
    convertRecording: { type: 'convertRecording', guid: sample.tag.guid },
    workflow: { type: 'workflow', context: 'in', extension: '100' },
    dialerTask: { type: 'dialerTask', mode: 'priority', campaign, destination: '091000000' },
    pendingCalls: { type: 'pendingCalls', campaign },
    clearPendingCalls: { type: 'clearPendingCalls', campaign },
    hold: { type: 'hold' },
    unhold: { type: 'unhold' },
    mute: { type: 'mute' },
    unmute: { type: 'unmute' },
    dtmf: { type: 'dtmf', digits: '12#' },
    transfer: { type: 'transfer', to: '092000000', kind: 'blind', toKind: 'number' },
    completeTransfer: { type: 'completeTransfer' },
    cancelTransfer: { type: 'cancelTransfer' },
    pauseRecording: { type: 'pauseRecording' },
    resumeRecording: { type: 'resumeRecording' },
    answer: { type: 'answer' },
    reject: { type: 'reject' },
    agentState: { type: 'agentState', state: 'paused', ...(dialer === 'integra' && { reason: 'Lunch' }) },
    agentStates: { type: 'agentStates' },
    login: { type: 'login' },
    logout: { type: 'logout' },
  };
}

/** Answers that mean yes, as the documents print them: every dialer has one that fits most of its commands. */
export function yes(dialer: string, { type }: Command): string {
  const id = 'F5168FBDD6914C8DB1C6D0BD64563A39';
  if (dialer === 'motion') return '{"id":59}';
  if (dialer === 'voicenter' && type === 'recordings')
    return '{"ERROR_NUMBER":0,"ERROR_DESCRIPTION":"OK","STATUS_CODE":200,"TOTAL_HITS":0,"RETURN_HITS":0,"CDR_LIST":[]}';
  if (dialer === 'voicenter' && (type === 'blacklist' || type === 'unblacklist'))
    return '{"ErrorCode":0,"ErrorMessage":"OK","Phones":[{"ErrorCode":0,"ErrorMessage":"OK","Phone":"97297000000"}]}';
  if (dialer === 'voicenter') {
    const data: Partial<Record<CommandType, unknown>> = {
      campaigns: [],
      members: [],
      campaignStatus: { Code: 'camp' },
      pendingCalls: { Calls: [] },
      findContacts: { Calls: [] },
    };
    return JSON.stringify({ ErrorCode: 0, Description: 'OK', Data: data[type] });
  }
  if (dialer === 'sinch')
    return type === 'addContact'
      ? id
      : type === 'addContacts'
        ? `[{"statusCode":201,"id":"${id}"}]`
        : type === 'campaignStatus'
          ? `{"id":"${id}"}`
          : ['startCampaign', 'pauseCampaign', 'removeContact'].includes(type)
            ? ''
            : '[]';
  if (type === 'call') return '7e4e7db9-f080-494e-b04b-7c8e47711558';
  return type === 'workflow'
    ? 'OK'
    : type === 'tag'
      ? ''
      : type === 'campaignStatus'
        ? '[{"campaign":"Sale->"}]'
        : type === 'statistics'
          ? '[{"queue":"Sale->","campaign":"Sale->"}]'
          : ['campaigns', 'recordings', 'members'].includes(type)
            ? '[]'
            : '1';
}

/** Commands whose answer nobody documents, so that any 2xx is a yes (C-095, M-14), and those of Sinch whose answer has no body. */
export const needNoBody: Record<string, readonly CommandType[]> = {
  integra: ['tag'],
  motion: ['addContact', 'addContacts', 'addMembers'],
  sinch: ['startCampaign', 'pauseCampaign', 'removeContact'],
  voicenter: [],
};
