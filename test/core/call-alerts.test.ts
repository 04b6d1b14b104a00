import { expect } from 'chai';
import { askLeave, CallAlerts, notificationLeave, type AlertCall } from '../../src/core/call-alerts.js';
import type { CallState } from '../../src/core/call-state.js';

/** Plays a tab of the browser: its page, whether anybody looks at it, and the notifications that it shows. */
class PlayedTab extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { title: 'Desk', visibilityState: 'hidden' });
  top: unknown = this;
  isSecureContext = true;
  focused = 0;
  asked = 0;
  /** What was shown, and which of it stands there still. */
  readonly shown: string[] = [];
  readonly open: { tag: string; onclick?: () => void }[] = [];
  Notification = played(this);
  focus = () => void this.focused++;

  look(visibilityState: 'hidden' | 'visible'): void {
    this.document.visibilityState = visibilityState;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  /** A page in a frame of this tab, of the same site or of another one. */
  frame(isOwnSite: boolean): PlayedTab {
    const frame = new PlayedTab();
    const top = this as unknown;
    Object.defineProperty(frame, 'top', { get: () => (isOwnSite ? top : new Proxy({}, { get: refuse })) });
    return frame;
  }
}

const refuse = () => {
  throw new DOMException('Blocked a frame.', 'SecurityError');
};

const played = (tab: PlayedTab) =>
  class {
    static permission = 'granted';
    /** What the agent answers. */
    static answer = () => Promise.resolve(this.permission);
    static requestPermission = () => (tab.asked++, this.answer());
    readonly tag: string;
    constructor(heading: string, { body, tag }: { body: string; tag: string }) {
      this.tag = tag;
      tab.shown.push(`${heading}: ${body}`);
      tab.open.push(this);
    }
    close(): void {
      const at = tab.open.indexOf(this);
      if (at >= 0) tab.open.splice(at, 1);
    }
  };

const [ana, other] = ['\u2068Ana Pérez\u2069 \u2066091 000 000\u2069', '\u2066098344484\u2069'];
const told = `(call) ${ana} – Desk`;

function open({ tab = new PlayedTab(), isWanted = true, saysWho = false } = {}) {
  const came: string[] = [];
  const alerts = new CallAlerts(
    {
      title: (who, title) => `(call) ${who} – ${title}`,
      heading: (isIncoming) => (isIncoming ? 'Incoming' : 'New'),
      nobody: () => 'Nobody knows who',
      isWanted: () => isWanted,
      saysWho: () => saysWho,
      came: ({ guid = '' }) => came.push(guid),
    },
    tab as never,
  );
  const tell = (state: CallState, more: Partial<AlertCall> = {}, isOwn = false) =>
    alerts.hear(
      { guid: 'a', destination: '091 000 000', name: 'Ana Pérez', campaign: 'Ventas->', state, ...more },
      isOwn,
    );
  return { tab, alerts, tell, came, title: () => tab.document.title };
}

describe('the title of a hidden tab', () => {
  it('says who calls, each datum apart from what stands around it, until the call is answered', () => {
    const { tell, title } = open();
    tell('incoming');
    expect(title()).to.equal(told);
    tell('connected');
    expect(title()).to.equal('Desk');
  });

  it('says so until the call is over, is told of no more, or all of it ends', () => {
    const { tell, title, alerts } = open();
    tell('incoming');
    tell('ended');
    expect(title()).to.equal('Desk');
    tell('incoming', { guid: 'b' });
    alerts.keepOnly(['b']);
    expect(title()).to.equal(told);
    alerts.keepOnly([]);
    expect(title()).to.equal('Desk');
    tell('incoming', { guid: 'c' });
    alerts.close();
    expect(title()).to.equal('Desk');
  });

  it('says so while nobody looks, and again when nobody looks again', () => {
    const { tab, tell, title } = open();
    tab.look('visible');
    tell('incoming');
    expect(title()).to.equal('Desk');
    tab.look('hidden');
    expect(title()).to.equal(told);
    tab.look('visible');
    expect(title()).to.equal('Desk');
    tab.look('hidden');
    expect(title()).to.equal(told);
  });

  it('tells of a call that somebody else placed until it is seen once', () => {
    const { tab, tell, title } = open();
    tell('connected');
    expect(title()).to.equal(told);
    tell('held');
    expect(title()).to.equal(told);
    tab.look('visible');
    tab.look('hidden');
    expect(title()).to.equal('Desk');
    tell('connected');
    expect(title()).to.equal('Desk');
  });

  it('does not tell of a call that this tab dialled or knew, nor of the guid that a portal gives it later', () => {
    const { tell, title } = open();
    tell('placed', {}, true);
    tell('placed', { guid: 'portal-1' });
    tell('connected');
    expect(title()).to.equal('Desk');
    tell('placed', { guid: 'b', destination: '098344484', name: undefined });
    expect(title()).to.equal(`(call) ${other} – Desk`);
    tell('ended', { guid: 'b' });
    tell('placed', { guid: 'c' });
    expect(title()).to.equal(told);
  });

  it('does not tell of a call that came while somebody looked, nor of one without a name of its own', () => {
    const { tab, tell, title } = open();
    tab.look('visible');
    tell('connected');
    tab.look('hidden');
    tell('held');
    tell('unknown', { guid: undefined });
    expect(title()).to.equal('Desk');
  });

  it('tells of the last of several calls, and of the one before it once that is over', () => {
    const { tell, title } = open();
    tell('incoming');
    tell('incoming', { guid: 'b', destination: '098344484', name: undefined });
    expect(title()).to.equal(`(call) ${other} – Desk`);
    tell('ended', { guid: 'b' });
    expect(title()).to.equal(told);
  });

  it('is not all: whoever sounds hears of each call once, unless somebody looks, and of none after the end', () => {
    const { tab, alerts, tell, came } = open();
    tell('incoming');
    tell('incoming', { muted: true } as never);
    tell('connected', { guid: 'b' });
    tab.look('visible');
    tell('incoming', { guid: 'c' });
    expect(came).to.deep.equal(['a', 'b']);
    const { removeEventListener } = EventTarget.prototype;
    const removed: string[] = [];
    for (const target of [tab, tab.document])
      target.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
        removed.push(given[0]);
        removeEventListener.apply(target, given);
      };
    alerts.close();
    expect(removed.sort()).to.deep.equal(['pagehide', 'visibilitychange']);
  });

  it('says that nobody knows who calls', () => {
    const { tell, title } = open();
    tell('incoming', { name: undefined, destination: '' });
    expect(title()).to.equal('(call) Nobody knows who – Desk');
  });

  it('is the page’s own once the page has written another one meanwhile', () => {
    const { tab, tell, title } = open();
    tell('incoming');
    tab.document.title = 'Desk (3)';
    tell('connected');
    expect(title()).to.equal('Desk (3)');
    tell('incoming', { guid: 'b' });
    tab.document.title = 'Desk (4)';
    tab.look('visible');
    expect(title()).to.equal('Desk (4)');
  });

  it('is written by one of two that would, and then by the other', () => {
    const first = open();
    const second = open({ tab: first.tab });
    first.tell('incoming');
    second.tell('incoming');
    expect(first.title()).to.equal(told);
    first.alerts.close();
    expect(first.title()).to.equal('Desk');
    second.alerts.keepOnly(['a']);
    expect(first.title()).to.equal(told);
    second.alerts.close();
    expect(first.title()).to.equal('Desk');
  });

  it('is that of the tab for a frame of its own site, and left alone by one of another', () => {
    const tab = new PlayedTab();
    const [own, strange] = [tab.frame(true), tab.frame(false)];
    const first = open({ tab: strange });
    first.tell('incoming');
    expect([tab.document.title, strange.document.title]).to.deep.equal(['Desk', 'Desk']);
    const second = open({ tab: own });
    second.tell('incoming');
    expect([tab.document.title, own.document.title]).to.deep.equal([told, 'Desk']);
    second.tab.dispatchEvent(new Event('pagehide'));
    expect(tab.document.title).to.equal('Desk');
  });
});

describe('a notification', () => {
  it('comes once for each call, under its name, and says no more than the campaign', () => {
    const { tab, tell } = open();
    tell('incoming');
    tell('incoming', { name: 'Ana' });
    tell('connected', { guid: 'b' });
    expect(tab.shown).to.deep.equal(['Incoming: \u2068Ventas->\u2069', 'New: \u2068Ventas->\u2069']);
    expect(tab.open.map(({ tag }) => tag)).to.deep.equal(['portside a', 'portside b']);
  });

  it('says who calls where the page lets it', () => {
    const { tab, tell } = open({ saysWho: true });
    tell('incoming');
    tell('incoming', { guid: 'b', campaign: '' });
    expect(tab.shown).to.deep.equal([`Incoming: ${ana} · \u2068Ventas->\u2069`, `Incoming: ${ana}`]);
  });

  it('goes when the call is answered or over, when the tab is seen, and with the page', () => {
    const { tab, tell } = open();
    tell('incoming');
    tell('connected');
    expect(tab.open).to.deep.equal([]);
    tell('incoming', { guid: 'b' });
    tell('ended', { guid: 'b' });
    expect(tab.open).to.deep.equal([]);
    tell('incoming', { guid: 'c' });
    tab.look('visible');
    expect(tab.open).to.deep.equal([]);
    tab.look('hidden');
    tell('incoming', { guid: 'd' });
    tab.dispatchEvent(new Event('pagehide'));
    expect([tab.open, tab.shown.length]).to.deep.equal([[], 4]);
  });

  it('does not come for a call that was seen while it rang', () => {
    const { tab, tell, title } = open();
    tab.look('visible');
    tell('incoming');
    tab.look('hidden');
    expect([tab.shown, title()]).to.deep.equal([[], told]);
  });

  it('brings the tab to the front by a press, and goes', () => {
    const { tab, tell } = open();
    tell('incoming');
    tab.open[0]?.onclick?.();
    expect([tab.focused, tab.open]).to.deep.equal([1, []]);
  });

  for (const [where, change] of [
    ['that is not wanted', undefined],
    ['without the browser’s leave', (tab: PlayedTab) => (tab.Notification.permission = 'default')],
    ['over plain http', (tab: PlayedTab) => (tab.isSecureContext = false)],
    ['in a browser without any', (tab: PlayedTab) => Object.assign(tab, { Notification: undefined })],
    ['that the browser refuses to make', (tab: PlayedTab) => Object.assign(tab, { Notification: Unmade })],
  ] as const)
    it(`${where} does not come, and the title tells all the same`, () => {
      const tab = new PlayedTab();
      change?.(tab);
      const { tell, title, came } = open({ tab, isWanted: !!change });
      tell('incoming');
      expect([tab.shown, title()]).to.deep.equal([[], told]);
      expect(came).to.deep.equal(['a']);
    });
});

class Unmade {
  static permission = 'granted';
  constructor() {
    throw new TypeError('Illegal constructor.');
  }
}

describe('the leave to notify', () => {
  it('is absent over http, in a frame of another site and where the browser has none, and nobody is asked', async () => {
    const [http, none] = [new PlayedTab(), new PlayedTab()];
    http.isSecureContext = false;
    Object.assign(none, { Notification: undefined });
    for (const tab of [http, none, new PlayedTab().frame(false)]) {
      expect(notificationLeave(tab as never)).to.equal('absent');
      expect(await askLeave(tab as never)).to.equal('absent');
      expect(tab.asked).to.equal(0);
    }
    expect(notificationLeave(new PlayedTab().frame(true) as never)).to.equal('granted');
  });

  it('is what the agent answers; a closed question and a failure are a no', async () => {
    const tab = new PlayedTab();
    tab.Notification.permission = 'default';
    expect(notificationLeave(tab as never)).to.equal('default');
    for (const [answer, leave] of [
      [() => Promise.resolve('granted'), 'granted'],
      [() => Promise.resolve('denied'), 'denied'],
      [() => Promise.resolve('default'), 'denied'],
      [() => Promise.reject(new Error('no')), 'denied'],
    ] as const) {
      tab.Notification.answer = answer;
      expect(await askLeave(tab as never)).to.equal(leave);
    }
  });
});
