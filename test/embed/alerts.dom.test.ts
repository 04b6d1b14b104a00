import { expect } from 'chai';
import type { EmbedOptions } from '../../src/embed/index.js';
import { look, Notifications } from '../hidden-page.js';
import { embedPlayed, meet, until } from './embed.fixture.js';

const call = { guid: 'guid-1', destination: '091000000', name: 'Ana', campaign: 'Sale->', since: 1, state: 'incoming' };
const told = '(call) \u2068Ana\u2069 \u2066091000000\u2069 – CRM';

let notifications: Notifications;
let title: string;

beforeEach(() => {
  title = document.title;
  document.title = 'CRM';
});

afterEach(() => {
  notifications.end();
  document.title = title;
});

async function setup(alerts: EmbedOptions['alerts'], permission: NotificationPermission = 'granted') {
  notifications = new Notifications(permission);
  const embed = embedPlayed({ ...(alerts !== undefined && { alerts }) });
  const { host, welcome } = await meet(await embed.next());
  look('hidden');
  const tell = (more: object = {}, about: object = {}) =>
    host.tell('call', { call: { ...call, ...more }, isNew: true, ...about });
  return { embed, host, welcome, tell };
}

describe('a CRM page with alerts', () => {
  it('tells of a call by its title and a notification while it is hidden, and listens for that by itself', async () => {
    const { welcome, tell } = await setup(true);
    expect(welcome.settings.hears).to.include('call');
    await tell();
    expect(document.title).to.equal(told);
    expect([notifications.shown, notifications.open]).to.deep.equal([['Incoming call: \u2068Sale->\u2069'], 1]);
    await tell({ state: 'connected' });
    expect([document.title, notifications.open]).to.deep.equal(['CRM', 0]);
  });

  it('tells of a call that the widget did not dial and had not known, until the tab is seen', async () => {
    const { tell } = await setup({});
    await tell({ guid: 'own', state: 'placed' }, { isDialled: true });
    await tell({ guid: 'old', state: 'placed' }, { isReplay: true });
    expect(document.title).to.equal('CRM');
    await tell({ guid: 'new', state: 'placed', destination: '098344484', name: undefined });
    expect(document.title).to.equal('(call) \u2066098344484\u2069 – CRM');
    look('visible');
    expect([document.title, notifications.open]).to.deep.equal(['CRM', 0]);
  });

  it('names the caller in a notification only where it says so', async () => {
    const { tell } = await setup({ caller: true });
    await tell();
    expect(notifications.shown).to.deep.equal([
      'Incoming call: \u2068Ana\u2069 \u2066091000000\u2069 · \u2068Sale->\u2069',
    ]);
  });

  it('takes it back when the widget is lost or taken out of the page', async () => {
    const { embed, tell, host } = await setup(true);
    await tell();
    expect(document.title).to.equal(told);
    await host.hello({ protocol: 9, page: 'later' });
    await until(() => document.title === 'CRM');
    await tell({ guid: 'guid-2' });
    expect(document.title).to.equal(told);
    embed.destroy();
    expect([document.title, notifications.open]).to.deep.equal(['CRM', 0]);
  });

  it('asks for leave only when the page does, and gives the answer', async () => {
    const { embed, tell } = await setup(true, 'default');
    await tell();
    expect([notifications.shown, notifications.asked]).to.deep.equal([[], 0]);
    expect([await embed.askNotifications(), notifications.asked]).to.deep.equal(['granted', 1]);
    await tell({ guid: 'guid-2' });
    expect(notifications.shown).to.have.length(1);
    notifications.answer = 'denied';
    expect(await embed.askNotifications()).to.equal('denied');
    window.Notification = undefined as never;
    expect(await embed.askNotifications()).to.equal('absent');
  });

  for (const alerts of [undefined, false] as const)
    it(`does nothing of it where alerts are ${alerts}`, async () => {
      const { embed, welcome, tell } = await setup(alerts);
      expect(welcome.settings.hears).to.not.include('call');
      await tell();
      expect([document.title, notifications.shown]).to.deep.equal(['CRM', []]);
      expect([await embed.askNotifications(), notifications.asked]).to.deep.equal(['absent', 0]);
    });
});
