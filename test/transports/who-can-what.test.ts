import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { callChecks } from '../../src/core/call-commands.js';
import type { CommandInput, CommandType } from '../../src/core/commands.js';
import type { Transport } from '../../src/core/transport.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { MotionBarTransport } from '../../src/transports/motion-bar/motion-bar-transport.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { PortalFunctionsTransport } from '../../src/transports/portal-functions/portal-functions-transport.js';
import { UcontactXTransport } from '../../src/transports/ucontact-x/ucontact-x-transport.js';
import { UphoneTransport } from '../../src/transports/uphone/uphone-transport.js';
import { dialers, rows } from './who-can-what.js';

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

  it('is what Motion and its phone bar say of themselves, and a reason by name for all else [C-420]', () => {
    const options = { baseUrl: 'https://motion.example' };
    const bar = new MotionBarTransport();
    for (const [dialer, transport] of [
      ['motion', new MotionTransport(options)],
      ['motion-bar', bar],
    ] as const)
      for (const { name, asked, of } of rows) {
        if (!('command' in asked)) continue;
        const support = transport.supports(asked.command as CommandType);
        const { verdict } = of[dialer];
        expect(support.ok, `${name}, ${dialer}`).to.equal(verdict === 'yes');
        if (!support.ok)
          expect(support.reason.includes('not known for this dialer'), name).to.equal(verdict === 'unknown');
      }
  });

  it('is what uContact’s roads say of themselves, and a reason by name for all else [C-394 C-404 C-409]', () => {
    const page = { parent: { __SendDTMF: () => undefined } } as Record<string, unknown>;
    for (const name of ['UC_makeCall_async', 'UC_DispositionCall_async', 'UC_TagRecord', 'UC_pause'])
      page[name] = () => undefined;
    const transferCodes = { blind: '##{to}#', attended: '#0{to}' };
    const frame = { contentWindow: {}, src: '' } as HTMLIFrameElement;
    const origin = 'https://ucontact.example';
    const settings = {
      baseUrl: origin,
      agent: 'Agent1',
      phone: '1001',
      pauseReasons: [{ id: 'Lunch', name: 'Lunch' }],
    };
    for (const [dialer, transport] of [
      ['portal-functions', new PortalFunctionsTransport({ page: page as unknown as Window, transferCodes })],
      ['ucontact-x', new UcontactXTransport({ baseUrl: origin })],
      ['uphone', new UphoneTransport({ frame, origin })],
      ['integra', new IntegraTransport(settings)],
    ] as const) {
      for (const { name, asked, of } of rows) {
        if (!('command' in asked)) continue;
        const command = { type: asked.command, to: '200', ...asked.with } as CommandInput;
        const support = (transport as Transport).supports(asked.command, command);
        const { verdict } = of[dialer];
        expect(support.ok, `${name}, ${dialer}`).to.equal(verdict === 'yes');
        if (!support.ok)
          expect(support.reason.includes('not known for this dialer'), `${name}, ${dialer}`).to.equal(
            verdict === 'unknown',
          );
      }
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
