import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { callChecks } from '../../src/core/call-commands.js';
import type { CommandType } from '../../src/core/commands.js';
import { MotionBarTransport } from '../../src/transports/motion-bar/motion-bar-transport.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
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
