import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { callChecks } from '../../src/core/call-commands.js';
import type { Command, CommandInput } from '../../src/core/commands.js';
import type { Transport } from '../../src/core/transport.js';
import { CtiClient } from '../../src/core/client.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { MotionBarTransport } from '../../src/transports/motion-bar/motion-bar-transport.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { PortalFunctionsTransport } from '../../src/transports/portal-functions/portal-functions-transport.js';
import { PortalTransport } from '../../src/transports/portal/portal-transport.js';
import { SinchPanelTransport } from '../../src/transports/sinch-panel/sinch-panel-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { UcontactXTransport } from '../../src/transports/ucontact-x/ucontact-x-transport.js';
import { UphoneTransport } from '../../src/transports/uphone/uphone-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { failure } from '../failure.js';
import { everyCommand } from './every-command.js';
import { dialers, rows, type Dialer } from './who-can-what.js';

const baseUrl = 'https://dialer.example';
/** A frame that shows nobody yet. */
const frame = () =>
  Object.assign(new EventTarget(), {
    contentWindow: { postMessage: () => undefined },
    src: '',
  }) as unknown as HTMLIFrameElement;

/** Each with all that it can be given; a frame that shows nobody yet. */
const everyDialer: Record<Dialer, (fetch: typeof globalThis.fetch) => Transport> = {
  portal: () => new PortalTransport({ origin: 'https://portal.example' }),
  integra: (fetch) =>
    new IntegraTransport({
      baseUrl,
      agent: 'Agent1',
      phone: '1001',
      pauseReasons: [{ id: 'Lunch', name: 'Lunch' }],
      fetch,
    }),
  'portal-functions': () => {
    const page = { parent: { __SendDTMF: () => undefined } } as Record<string, unknown>;
    for (const name of ['UC_makeCall_async', 'UC_DispositionCall_async', 'UC_TagRecord', 'UC_pause'])
      page[name] = () => undefined;
    const transferCodes = { blind: '##{to}#', attended: '#0{to}' };
    return new PortalFunctionsTransport({ page: page as unknown as Window, transferCodes });
  },
  'ucontact-x': (fetch) => new UcontactXTransport({ baseUrl, ucontact: frame(), origin: baseUrl, fetch }),
  uphone: () => new UphoneTransport({ frame: frame(), origin: baseUrl }),
  motion: (fetch) => new MotionTransport({ baseUrl, lists: { '59': 32 }, fetch }),
  'motion-bar': (fetch) => new MotionBarTransport({ fetch }),
  sinch: (fetch) =>
    new SinchTransport({
      baseUrl,
      agent: 'A0000000000000000000000000000001',
      rmiUrl: baseUrl,
      authenticationUrl: baseUrl,
      fetch,
    }),
  'sinch-panel': () => new SinchPanelTransport({ panel: frame(), origin: baseUrl }),
  voicenter: (fetch) =>
    new VoicenterTransport({
      ...{ baseUrl, timeZone: 'Asia/Jerusalem', code: 'account', fetch },
      ...{ phone: { extension: 'SIPANA', userId: 1001 }, services: { mute: {} } },
    }),
};

const contract = readFileSync('src/transports/contract.md', 'utf8');

describe('the table of who can what', () => {
  it('names each command of a call and of the agent’s state, each event, and each dialer in each of them', () => {
    const named = new Set(rows.flatMap(({ asked }) => ('command' in asked ? [asked.command] : [])));
    expect([...named]).to.include.members(['call', 'callWithPhone', 'hangup', 'blacklist', ...Object.keys(callChecks)]);
    const told = rows.flatMap(({ asked }) => ('event' in asked ? [asked.event] : []));
    expect(told).to.have.members(['incoming', 'ringing', 'connected', 'held', 'ended', 'agent']);
    expect(rows.flatMap(({ asked }) => ('with' in asked ? Object.values(asked.with ?? {}) : []))).to.include.members([
      ...['blind', 'attended', 'number', 'agent', 'campaign', 'ready', 'paused'],
    ]);
    expect(new Set(rows.map(({ name }) => name)).size).to.equal(rows.length);
    for (const { name, of } of rows) expect(Object.keys(of), name).to.have.members([...dialers]);
  });

  it('says of each where it is known from, by facts and decisions that the contract has', () => {
    for (const { name, asked, of } of rows)
      for (const dialer of dialers) {
        const { verdict, from, facts } = of[dialer];
        const what = `${name}, ${dialer}`;
        expect(from.length, what).to.be.greaterThan(0);
        expect(from, what).not.to.include(undefined);
        expect(facts.length, what).to.be.greaterThan(0);
        for (const fact of facts)
          expect(contract, `${what}: ${fact}`).to.match(new RegExp(`(?:\\*\\*|\\| |#### |\\*\\*)${fact}\\b`));
        if (verdict === 'yes') expect('command' in asked, what).to.equal(true);
        // What nobody but us concluded is a yes of no vendor.
        if (verdict === 'unknown') expect(from, what).not.to.include('inferred');
      }
  });

  for (const [dialer, make] of Object.entries(everyDialer))
    it(`is what ${dialer} says of itself, and all else is refused by name before any byte [C-394 C-404 C-409 C-420]`, async () => {
      const sent: unknown[] = [];
      const transport = make(async (address) => {
        sent.push(address);
        return new Response('nothing');
      });
      transport.watch?.((what, detail) => what === 'sent' && sent.push(detail));
      for (const { name, asked, of } of rows) {
        if (!('command' in asked)) continue;
        const { verdict } = of[dialer as Dialer];
        const given = { ...everyCommand(dialer)[asked.command], to: '200', ...asked.with };
        const command = (asked.command === 'transfer' ? given : { ...given, to: undefined }) as CommandInput;
        const support = transport.supports(asked.command, command);
        const can = support.ok || support.code === 'UNREACHABLE';
        if (can && asked.with?.['callerId'] && verdict === 'no') {
          expect(
            transport.refusal?.(command as Command) ?? (await failure(transport.send(command as Command))),
            name,
          ).to.include({ code: 'INVALID', field: 'callerId', maybeSent: false });
          continue;
        }
        expect(can, name).to.equal(verdict === 'yes');
        if (support.ok || can) continue;
        expect(support.reason.includes('not known for this dialer'), name).to.equal(verdict === 'unknown');
        const client = new CtiClient({ transports: [transport] });
        expect(await failure(client.send(command)), name).to.include({
          code: 'UNSUPPORTED',
          message: support.reason,
          maybeSent: false,
        });
      }
      expect(sent).to.deep.equal([]);
      transport.close();
    });

  it('has a transport that tells of its calls for each dialer that does, and of no other', () => {
    const tells = rows.filter(({ asked }) => 'event' in asked && asked.event !== 'agent');
    for (const [dialer, make] of Object.entries(everyDialer)) {
      const transport = make(() => Promise.reject(new Error('Nobody asks.')));
      const isTold = tells.some(({ of }) => of[dialer as Dialer].verdict === 'told');
      // uPhone dispatches its events; Sinch's other interface tells what itself set of the agent (S-38).
      if (dialer !== 'uphone' && dialer !== 'sinch') expect(!!transport.tellNews, dialer).to.equal(isTold);
      transport.close();
    }
  });

  it('has events of the phone bar, and none of Motion itself: it may open an address at most [C-421]', () => {
    for (const { name, asked, of } of rows) {
      if (!('event' in asked)) continue;
      expect(of.motion.verdict, name).not.to.equal('told');
      expect(of['motion-bar'].verdict, name).to.equal(asked.event === 'agent' ? 'unknown' : 'told');
    }
    expect('tellNews' in MotionTransport.prototype).to.equal(false);
    expect('tellNews' in MotionBarTransport.prototype).to.equal(true);
  });
});
