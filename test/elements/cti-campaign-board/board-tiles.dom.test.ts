import { expect } from 'chai';
import { CallbackStore } from '../../../src/callbacks/callback-store.js';
import { callbackId } from '../../../src/callbacks/callback.js';
import { wallClockAt } from '../../../src/codecs/wall-clock.js';
import { Outbox } from '../../../src/index.js';
import { setDate } from '../../clock.js';
import {
  board,
  campaign,
  find,
  hourOf,
  load,
  playIntegra,
  playSinch,
  settled,
  setup,
  tile,
  until,
  type CtiCampaignBoard,
} from './cti-campaign-board.fixture.js';

const labels = ({ shadowRoot }: CtiCampaignBoard) =>
  [...(shadowRoot?.querySelectorAll('[part=tile]') ?? [])].map(({ ariaLabel }) => ariaLabel);

describe('the key figures of <cti-campaign-board>', () => {
  it('are those that Integra gives, of all campaigns together', async () => {
    const element = await board(playIntegra({ load: () => load }).client);
    expect(labels(element)).to.deep.equal(['Agents', 'Waiting now', 'Service level', 'Calls today', 'Abandoned']);
    expect(tile(element, 'Agents').value).to.equal('9 available');
    expect(tile(element, 'Agents').own.textContent.replace(/\s+/g, ' ')).to.contain('24 signed in');
    const said = (label: string) => [tile(element, label).value, tile(element, label).sub];
    expect(['Waiting now', 'Service level', 'Calls today', 'Abandoned'].map(said)).to.deep.equal([
      ['6', 'longest 1:35'],
      ['91 %', 'in 20 s'],
      ['120', ''],
      ['6', '5 %'],
    ]);
  });

  it('are those that Sinch gives', async () => {
    const element = await board(playSinch().client);
    expect(labels(element)).to.include('Contacts handled');
    expect(labels(element)).not.to.include('Waiting now');
    expect(tile(element, 'Contacts handled').value).to.match(/^\d+ of \d+$/);
  });

  it('are marked by sign and words where a campaign is beyond its limit, with the target beside', async () => {
    const element = await board(playIntegra({ load: () => load }).client, {
      thresholds: [
        { figure: 'longestHoldTime', above: 60 },
        { figure: 'servicelevel', below: 92 },
        { figure: 'abandonedShare', above: 5.1 },
      ],
    });
    const marked = (label: string) => {
      const { own, sub } = tile(element, label);
      return [own.className, !!own.querySelector('.sub svg'), sub];
    };
    expect(['Waiting now', 'Service level', 'Abandoned'].map(marked)).to.deep.equal([
      ['tile over', true, 'longest 1:35, limit 1:00'],
      ['tile over', true, 'target 92 % in 20 s'],
      ['tile near', true, '5 %, limit 5.1 %'],
    ]);
    element.thresholds = [{ figure: 'callers', above: 1 }];
    await settled(element);
    expect(marked('Waiting now')).to.deep.equal(['tile over', true, 'Power, inbound: Waiting above 1']);
  });

  it('have the last hour as a line that is said in words, from what the page kept and what came since', async () => {
    const { element, tell } = await setup({
      campaigns: [campaign('Sale', { callers: 3, available: 5 })],
      history: hourOf('Sale', { totalcalls: 0 }).map((sample, at) => ({
        ...sample,
        campaigns: { 'id of Sale': { ...sample.campaigns['id of Sale'], totalcalls: at * 2 } },
      })),
    });
    expect(tile(element, 'Waiting now').line).to.equal('Waiting in the last hour: from 0 to 9, now 3');
    tell(campaign('Sale', { callers: 12, available: 5, totalcalls: 250 }));
    await element.refresh();
    await settled(element);
    expect(tile(element, 'Waiting now').line).to.equal('Waiting in the last hour: from 0 to 12, now 12');
    expect(tile(element, 'Calls today').line).to.match(/^Calls a minute in the last hour: from \d/);
    expect(tile(element, 'Calls today').sub).to.match(/^\d+ in the last hour$/);
  });

  it('have no line before the second figures, and none of the time before another dialer', async () => {
    const { element } = await setup({ history: hourOf('Sale') });
    expect(find(element, 'svg.spark')).not.to.equal(null);
    element.history = [];
    element.client = playIntegra().client;
    await settled(element);
    expect(find(element, 'svg.spark')).to.equal(null);
  });

  it('count the callbacks of today that this browser holds, and mark those that are late', async () => {
    const noon = new Date(2026, 11, 1, 12).getTime();
    setDate(noon);
    const { client } = playIntegra({}, new Outbox({ agent: 'Luz', server: 'x' }));
    const store = new CallbackStore(client.outbox, () => undefined);
    for (const minutes of [-10, 25, 90, 60 * 13]) {
      const asked = {
        ...{ at: wallClockAt(noon + minutes * 60_000, 'UTC'), byResult: false, note: '' },
        entry: { campaign: 'Sale->', destination: '091000000' },
      };
      const kept = { ...asked, status: 'confirmed', waits: '', customerZone: '', dialerZone: 'UTC' } as const;
      await store.keep({ id: callbackId(asked), ...kept });
    }
    const element = await board(client);
    await until(() => tile(element, 'Callbacks due').own);
    const { own, value, sub } = tile(element, 'Callbacks due');
    expect([value, sub, own.className]).to.deep.equal(['3', 'next 12:25, 1 late', 'tile near']);
    store.close();
    await client.forget();
  });
});
