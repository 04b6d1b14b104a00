import { expect } from 'chai';
import { CtiError } from '../../../src/core/errors.js';
import { holdClock, releaseClock } from '../../clock.js';
import { press, typeKeys, until } from '../elements.fixture.js';
import {
  campaign,
  find,
  headings,
  settled,
  setup,
  three,
  told,
  unfold,
  words,
  type CtiCampaignBoard,
} from './cti-campaign-board.fixture.js';

const boxes = (element: CtiCampaignBoard) =>
  [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('#columns input') ?? [])].map(
    ({ value, checked, disabled }) => `${checked ? '+' : disabled ? 'x' : '-'}${value}`,
  );

async function tick(element: CtiCampaignBoard, selector: string): Promise<void> {
  find(element, selector).click();
  await settled(element);
}

/** Writes a limit with keys, and leaves its field. */
async function writeLimit(element: CtiCampaignBoard, figure: string, text: string): Promise<void> {
  const field = find<HTMLInputElement>(element, `#limit-${figure}`);
  field.focus();
  field.select();
  if (text) await typeKeys(text);
  else await press('Delete');
  await press('Tab');
  await settled(element);
}

describe('the columns of <cti-campaign-board>', () => {
  it('are chosen by the supervisor, six at most and one at least, and remembered', async () => {
    const { element } = await setup({ columns: ['callers', 'busy'] });
    expect(headings(element)).to.deep.equal(['Campaign', 'Agents now', 'Busy', 'Waiting']);
    await unfold(element, 'columns');
    expect(boxes(element)).to.deep.equal([
      ...['-loggedIn', '-available', '+busy', '-paused', '-onwrapup', '+callers', '-talkTime'],
    ]);
    await tick(element, '#columns [value=busy]');
    expect(find<HTMLInputElement>(element, '#columns [value=callers]').disabled).to.equal(true); // the last one
    for (const key of ['loggedIn', 'available', 'paused', 'onwrapup', 'talkTime'])
      await tick(element, `#columns [value=${key}]`);
    expect(boxes(element).at(2)).to.equal('xbusy');
    expect(words(element, '#columns .hint')).to.equal('Six at most: untick one to choose another.');
    const { element: later } = await setup({ columns: ['callers', 'busy'] });
    expect(headings(later)).to.deep.equal(headings(element));
    await unfold(later, 'columns');
    await tick(later, '[name=columns-reset]');
    expect(headings(later)).to.deep.equal(['Campaign', 'Agents now', 'Busy', 'Waiting']);
  });
});

describe('the limits of <cti-campaign-board>', () => {
  it('are set on the screen, marked at once, and remembered by this browser', async () => {
    const { element } = await setup();
    const popup = await unfold(element, 'limits');
    expect(popup.querySelectorAll('.limit')).to.have.length(1); // of the four this dialer gives one
    expect(words(element, '.limit')).to.equal('Waiting, most calls now 14');
    await writeLimit(element, 'callers', '10');
    expect(told(element, 'Avocado')['Waiting']).to.equal('12, Waiting above 10');
    const { element: later } = await setup();
    expect(told(later, 'Avocado')['Waiting']).to.equal('12, Waiting above 10');
    await unfold(later, 'limits');
    expect(find<HTMLInputElement>(later, '#limit-callers').value).to.equal('10');
  });

  it('take the place of those that the page sets, and can be switched off', async () => {
    const { element } = await setup({ thresholds: [{ figure: 'callers', above: 10 }] });
    await unfold(element, 'limits');
    expect(find<HTMLInputElement>(element, '#limit-callers').value).to.equal('10');
    await writeLimit(element, 'callers', '1');
    expect(words(element, '[role=status]')).to.equal('3 campaigns, 2 beyond a limit');
    await writeLimit(element, 'callers', '');
    expect(words(element, '[role=status]')).to.equal('3 campaigns');
  });

  it('are refused with a sentence where they are none, and what was typed stays', async () => {
    const { element } = await setup({
      campaigns: [campaign('Sale', { callers: 1, longestHoldTime: 90, servicelevel: 80, totalcalls: 9, abandoned: 1 })],
    });
    await unfold(element, 'limits');
    const refused = {
      callers: ['many', 'Enter a number of calls, such as 10, or leave it empty for no limit.'],
      longestHoldTime: ['3:75', 'Enter minutes and seconds, such as 3:00, or leave it empty for no limit.'],
      servicelevel: ['120', 'Enter a number from 0 to 100, or leave it empty for no limit.'],
      abandonedShare: ['-1', 'Enter a number from 0 to 100, or leave it empty for no limit.'],
    };
    for (const [figure, [text = '', sentence]] of Object.entries(refused)) {
      await writeLimit(element, figure, text);
      const field = find<HTMLInputElement>(element, `#limit-${figure}`);
      expect([field.value, field.ariaInvalid, words(element, `#limit-${figure}-problem`)]).to.deep.equal([
        ...[text, 'true', sentence],
      ]);
    }
    await writeLimit(element, 'longestHoldTime', '1:15');
    const field = find<HTMLInputElement>(element, '#limit-longestHoldTime');
    expect([field.value, field.ariaInvalid]).to.deep.equal(['1:15', 'false']);
    expect(told(element, 'Sale')['Longest wait']).to.equal('1:30, Longest wait above 1:15');
  });

  it('survive a browser that keeps nothing, and whatever another script wrote in their place', async () => {
    for (const [key] of Object.entries(localStorage)) localStorage.removeItem(key);
    const { element } = await setup();
    await unfold(element, 'limits');
    await writeLimit(element, 'callers', '10');
    const [key = ''] = Object.keys(localStorage).filter((each) => each.includes('board'));
    for (const odd of ['{', 'null', '[1]', '{"limits":{"callers":"x"},"columns":[1,{}],"interval":-5,"sound":"yes"}']) {
      localStorage.setItem(key, odd);
      const { element: later } = await setup();
      expect([headings(later).length, words(later, '[role=status]')]).to.deep.equal([8, '3 campaigns']);
    }
  });
});

describe('<cti-campaign-board> asks as often as the supervisor wants', () => {
  afterEach(releaseClock);

  it('and remembers it', async () => {
    const clock = holdClock();
    const { element, sent } = await setup({ interval: 10 });
    const popup = await unfold(element, 'asking');
    const options = [...popup.querySelectorAll('option')].map(({ text }) => text);
    expect(options).to.deep.equal(['every 10 s', 'every 30 s', 'every minute', 'every 5 min', 'only when asked']);
    const field = find<HTMLSelectElement>(element, '#interval');
    field.value = '60';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    clock.tick(59_000);
    await settled(element);
    expect(sent).to.have.length(1);
    clock.tick(1_000);
    await settled(element);
    expect(sent).to.have.length(2);
    const { element: later } = await setup({ interval: 10 });
    await unfold(later, 'asking');
    expect(find<HTMLSelectElement>(later, '#interval').value).to.equal('60');
    find(later, '[name=refresh]').click();
    await settled(later);
    expect(words(later, '#age')).to.contain('0 s ago');
  });
});

describe('<cti-campaign-board> says which columns did not load', () => {
  it('by name and of when they are, never that something may have happened', async () => {
    let code: 'TIMEOUT' | undefined = 'TIMEOUT';
    const rows = [{ campaign: 'id of Sale', figures: { numberOfCalls: 4, talkingTime: 60 } }];
    const { element } = await setup({
      can: ['campaigns', 'statistics'],
      answer: ({ type }) => {
        if (type !== 'statistics') return undefined;
        if (code) return Promise.reject(new CtiError(code, 'The dialer did not answer in time.'));
        return Promise.resolve({ status: 'confirmed', transport: 'fake', rows } as never);
      },
    });
    expect(words(element, '[part=missing] .outcome')).to.equal(
      'Some columns have never loaded. The dialer did not answer in time. All others are new.',
    );
    code = undefined;
    find(element, '[part=missing] [name=refresh]').click();
    await settled(element);
    expect([find(element, '[part=missing]'), told(element, 'Sale')['Calls today (UTC)']]).to.deep.equal([null, '4']);
    code = 'TIMEOUT';
    await element.refresh();
    await settled(element);
    expect(words(element, '[part=missing] .outcome')).to.match(
      /^Did not load: Calls today \(UTC\) and Talking today\. The dialer did not answer in time\. They are of [\d:]+\. All/,
    );
    expect(told(element, 'Sale')['Calls today (UTC)']).to.equal('4');
    expect(element.shadowRoot?.textContent).not.to.match(/may have happened/);
  });

  it('and of which campaigns the dialer refused the question', async () => {
    const { element } = await setup({
      can: ['campaigns', 'campaignStatus'],
      answer: (command) =>
        command.type === 'campaignStatus'
          ? Promise.reject(new CtiError('REJECTED', 'The dialer does not know it.'))
          : undefined,
    });
    expect(words(element, '[part=missing] .outcome')).to.equal(
      'Figures did not load for Sale, Avocado and =Survey. The dialer does not know it.',
    );
  });
});

/** Every notification that was shown. */
function watchNotifications(): { shown: string[]; end: () => void } {
  const { Notification: own } = window;
  const shown: string[] = [];
  class Played {
    static permission = 'granted';
    static requestPermission = () => Promise.resolve('granted');
    constructor(title: string) {
      shown.push(title);
    }
  }
  Object.assign(window, { Notification: Played });
  return { shown, end: () => void Object.assign(window, { Notification: own }) };
}

describe('<cti-campaign-board> tells of what passes a limit', () => {
  it('by a notification, once each time, and not of what was so when it came or was set', async () => {
    const { shown, end } = watchNotifications();
    const { element, tell } = await setup({ thresholds: [{ figure: 'callers', above: 10 }] });
    await unfold(element, 'limits');
    await tick(element, '[name=limit-notification]');
    await until(() => find<HTMLInputElement>(element, '[name=limit-notification]').checked);
    await element.refresh();
    await writeLimit(element, 'callers', '1'); // now Sale is beyond it, too
    expect(shown).to.deep.equal([]);
    const waits = async (callers: number) => {
      tell(...three().filter(({ name }) => name !== '=Survey'), campaign('=Survey', { callers }));
      await element.refresh();
      await settled(element);
    };
    await waits(1); // near it
    expect(shown).to.deep.equal([]);
    await waits(8);
    await waits(9);
    expect(shown).to.deep.equal(['=Survey: Waiting above 1']);
    await waits(0);
    await waits(9);
    expect(shown).to.have.length(2);
    const { element: later } = await setup(); // it is still switched on, and two campaigns are beyond the limit
    await later.refresh();
    expect([words(later, '[role=status]'), shown.length]).to.deep.equal(['3 campaigns, 2 beyond a limit', 2]);
    end();
  });

  it('by a sound, where it is switched on', async () => {
    const { element, tell } = await setup({ thresholds: [{ figure: 'callers', above: 20 }] });
    await unfold(element, 'limits');
    const started: number[] = [];
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...given) {
      started.push(1);
      start.apply(this, given);
    };
    const pass = async (callers: number) => {
      tell(campaign('Sale', { callers }));
      await element.refresh();
      await settled(element);
    };
    await pass(25);
    expect(started).to.deep.equal([]);
    await pass(0);
    await tick(element, '[name=limit-sound]');
    await pass(30);
    await until(() => started.length);
    OscillatorNode.prototype.start = start;
  });

  it('and says why it cannot, where the browser does not let it notify', async () => {
    const { Notification: own } = window;
    Object.assign(window, {
      Notification: { permission: 'denied', requestPermission: () => Promise.resolve('denied') },
    });
    const { element } = await setup();
    await unfold(element, 'limits');
    await tick(element, '[name=limit-notification]');
    await until(() => words(element, '#limits [role=status]'));
    expect(words(element, '#limits [role=status]')).to.equal(
      'The browser does not let this page notify. Allow it in the settings of this site.',
    );
    expect(find<HTMLInputElement>(element, '[name=limit-notification]').checked).to.equal(false);
    Object.assign(window, { Notification: own });
  });
});

describe('<cti-campaign-board> fills the screen', () => {
  it('when asked to, and says when the browser does not let it', async () => {
    const { element } = await setup();
    element.requestFullscreen = () => Promise.reject(new TypeError('no'));
    find(element, '[name=wall]').click();
    await until(() => words(element, '[role=status]').includes('does not let'));
    expect(words(element, '[role=status]')).to.equal('3 campaigns The browser does not let this page fill the screen.');
    expect(find(element, '#wall-time').hidden).to.equal(true);
  });
});
