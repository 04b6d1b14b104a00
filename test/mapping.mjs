// What each transport says it can, held against what the documents offer (contract 6), and printed.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const systems = ['portal', 'integra', 'motion', 'sinch', 'voicenter'];

/** Action, its command, and who offers it; or its method where only one system has it. */
const offered = [
  ['Call', 'call', 'portal integra'],
  ['Call with own phone', 'callWithPhone', 'portal'],
  ['Hang up', 'hangup', 'portal integra'],
  ['Get CTI', 'cti', 'portal'],
  ['Dispose', 'dispose', 'integra'],
  ['Respool', 'respool', 'portal integra'],
  ['Schedule callback', 'schedule', 'portal integra voicenter'],
  ['Cancel schedule', 'cancelSchedule', 'integra voicenter'],
  ['Tag', 'tag', 'portal integra'],
  ['Blacklist add', 'blacklist', 'integra voicenter'],
  ['Blacklist remove', 'unblacklist', 'integra voicenter'],
  ['List campaigns', 'campaigns', 'integra sinch voicenter'],
  ['Campaign status', 'campaignStatus', 'integra sinch voicenter'],
  ['Statistics', 'statistics', 'integra sinch'],
  ['Result statistics', 'resultStatistics()', 'sinch'],
  ['Add contact', 'addContact', 'integra motion sinch voicenter'],
  ['Bulk add', 'addContacts', 'integra motion sinch voicenter'],
  ['Upload a CSV file', 'uploadCsv()', 'motion'],
  ['Remove contact', 'removeContact', 'integra sinch voicenter'],
  ['Update contact', 'updateContact', 'voicenter'],
  ['List contacts', 'findContacts', 'sinch voicenter'],
  ['Page through contacts', 'customers()', 'sinch'],
  ['List what waits', 'pendingCalls', 'voicenter'],
  ['Remove all that waits', 'clearPendingCalls', 'voicenter'],
  ['Pause campaign', 'pauseCampaign', 'sinch voicenter'],
  ['Start campaign', 'startCampaign', 'sinch voicenter'],
  ['Create campaign', 'createCampaign()', 'motion'],
  ['Change campaign', 'updateCampaign()', 'sinch'],
  ['Change strategy', 'updateStrategy()', 'voicenter'],
  ['Configure IVR', 'configureIvr()', 'voicenter'],
  ['Add agents to campaign', 'addMembers', 'motion voicenter'],
  ['Add agents to list', 'addAgentsToList()', 'motion'],
  ['Remove agents', 'removeMember', 'voicenter'],
  ['List agents', 'members', 'integra voicenter'],
  ['Create list', 'createList()', 'motion'],
  ['Attach list', 'attachLists()', 'motion'],
  ['External workflow', 'workflow', 'integra'],
  ['Give a dialer one call', 'dialerTask', 'integra'],
  ['Get recordings', 'recordings', 'integra voicenter'],
  ['Convert recording', 'convertRecording', 'integra'],
];

/** One of each, with all that it can be given. */
async function transports() {
  const load = (name) =>
    import(join(dist, 'transports', name, name === 'integra' ? 'index.js' : `${name}-transport.js`));
  const page = { location: { origin: 'https://crm.example' }, document: { referrer: '' }, addEventListener() {} };
  Object.assign(globalThis, { window: { ...page, parent: {} }, ...page });
  const [portal, integra, motion, sinch, voicenter] = await Promise.all(systems.map(load));
  const baseUrl = 'https://dialer.example/';
  return [
    new portal.PortalTransport({ origin: 'https://portal.example' }),
    new integra.IntegraTransport({ baseUrl, agent: 'Agent1', phone: '1001' }),
    new motion.MotionTransport({ baseUrl }),
    new sinch.SinchTransport({ baseUrl }),
    new voicenter.VoicenterTransport({ baseUrl, code: 'account', timeZone: 'Asia/Jerusalem' }),
  ];
}

/** `[{ title, passed, where }]`; the table is printed as `supports` has it. */
export async function checkMapping() {
  const all = await transports();
  const can = (transport, what) => {
    if (what.endsWith('()')) return typeof transport[what.slice(0, -2)] === 'function';
    const support = transport.supports(what);
    return support.ok || support.code !== 'UNSUPPORTED';
  };
  const wide = (text, width) => text.padEnd(width);
  const print = (first, second, cells) =>
    console.log([wide(first, 23), wide(second, 19), ...cells.map((cell) => wide(cell, 10))].join(' ').trimEnd());
  print('', '', systems);
  const checks = offered.map(([action, what, who]) => {
    const said = systems.filter((_, at) => can(all[at], what));
    print(
      action,
      what,
      systems.map((name) => (said.includes(name) ? 'yes' : '–')),
    );
    return {
      title: `${action} is offered by: ${who}`,
      passed: said.join(' ') === who,
      where: 'mapping',
      why: `said: ${said.join(' ')}`,
    };
  });
  const { supervisorChecks } = await import(join(dist, 'core/supervisor-commands.js'));
  const missing = Object.keys(supervisorChecks).filter((type) => !offered.some(([, what]) => what === type));
  return [
    ...checks,
    { title: 'the mapping names every command', passed: !missing.length, where: 'mapping', why: missing.join(', ') },
  ];
}
