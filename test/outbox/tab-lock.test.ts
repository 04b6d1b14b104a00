import { expect } from 'chai';
import { OutboxEntries } from '../../src/outbox/outbox-entries.js';
import { withTabLock, type TabLock } from '../../src/outbox/tab-lock.js';
import { holdClock } from '../clock.js';
import { passing } from '../passing.js';
import { someAgent, until } from './outbox.fixture.js';

const time = 30_000;

/** Two tabs with a lease in the same database. */
function tabs(): { here: TabLock; there: TabLock; name: string } {
  const name = someAgent();
  const leaseOf = (tab: string) => new OutboxEntries(name, true, (command) => command).lease(tab, time);
  return { here: leaseOf('here'), there: leaseOf('there'), name };
}

describe('the lease of who sends', () => {
  it('is free for the first, and for another one when it was given back or is over', async () => {
    const clock = holdClock({ only: 'dates' });
    const { here, there } = tabs();
    expect(await here.take('over'), 'nobody’s').to.equal(false);
    expect(await here.take('free')).to.equal(true);
    expect(await there.take('free')).to.equal(false);
    await there.leave(); // it is not theirs to give
    expect(await there.take('free')).to.equal(false);
    await here.leave();
    expect(await there.take('free')).to.equal(true);
    clock.tick(time);
    expect([await here.take('over'), await here.take('free')]).to.deep.equal([false, false]);
    clock.tick(1);
    expect(await here.take('over')).to.equal(true);
  });

  it('stays with whoever renews it, and nobody renews another’s', async () => {
    const clock = holdClock({ only: 'dates' });
    const { here, there } = tabs();
    await here.take('always');
    clock.tick(time);
    await there.renew();
    await here.renew();
    clock.tick(time);
    expect([await there.take('over'), await there.take('free')]).to.deep.equal([false, false]);
    clock.tick(1);
    expect(await there.take('over')).to.equal(true);
  });

  it('is over when the clock went back further than it lasts', async () => {
    const clock = holdClock({ only: 'dates' });
    const { here, there } = tabs();
    await here.take('always');
    clock.setSystemTime(Date.now() - time);
    expect(await there.take('over')).to.equal(false);
    clock.setSystemTime(Date.now() - 1);
    expect(await there.take('over')).to.equal(true);
  });

  it('can always be taken by who has the lock', async () => {
    const { here, there } = tabs();
    await here.take('always');
    expect(await there.take('always')).to.equal(true);
    await here.leave();
    expect(await here.take('free'), 'it is theirs now').to.equal(false);
  });

  it('stands in nobody’s way where it cannot be written, and takes nothing from anybody', async () => {
    const { here } = tabs();
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
    try {
      expect([await here.take('always'), await here.take('free'), await here.take('over')]).to.deep.equal([
        true,
        true,
        false,
      ]);
      await here.renew();
      await here.leave();
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});

describe('work that is done alone', () => {
  it('has its turn, whatever became of the work before, and gives its own result', async () => {
    const { here, there, name } = tabs();
    const seen: string[] = [];
    let fail = () => {};
    const first = withTabLock(name, here, () => {
      seen.push('first');
      return new Promise((_, reject) => (fail = () => reject(new Error('No.'))));
    });
    const second = withTabLock(name, there, async () => seen.push('second'));
    await until(() => seen.length);
    expect(seen).to.deep.equal(['first']);
    fail();
    expect(await first.catch(({ message }: Error) => message)).to.equal('No.');
    expect([await second, seen]).to.deep.equal([2, ['first', 'second']]);
    expect(await there.take('free'), 'each gives the lease back').to.equal(true);
  });

  it('waits for the lease alone where there are no locks, and takes it when its holder says nothing more', async () => {
    const locks = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(navigator), 'locks')!;
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      const { here, there, name } = tabs();
      for (const each of [here, there]) await each.take('over'); // both databases are open
      const clock = holdClock();
      await here.take('always');
      const began = Date.now();
      expect(
        await passing(
          clock,
          withTabLock(name, there, () => Promise.resolve(Date.now() - began)),
        ),
      ).to.be.within(time + 1, time + time / 50);
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
      expect(locks).to.be.an('object');
    }
  });

  it('renews its lease for as long as it takes', async () => {
    const { here, there, name } = tabs();
    for (const each of [here, there]) await each.take('over'); // both databases are open
    const clock = holdClock();
    let end: (() => void) | undefined;
    const work = withTabLock(name, here, () => new Promise<void>((resolve) => (end = resolve)));
    await until(() => end);
    for (let each = 0; each < 10; each++) {
      await clock.tickAsync(time / 5);
      expect([await there.take('free'), await there.take('over')]).to.deep.equal([false, false]);
    }
    end?.();
    await work;
    expect(clock.countTimers()).to.equal(0);
    expect(await there.take('free')).to.equal(true);
  });
});
