// The demo's pages with the simulated panel of Sinch: a call from its dial to its end, whichever of the two frames the other.
import type { SinchPanelSimulator } from '../../src/simulator/index.js';
import { held, openDrawer, outcome } from './pages.js';
import { expect, test, type FrameLocator, type Locator, type Page } from './test.js';

type Side = Page | FrameLocator;

/** The agent's page, and the panel with what its user and the customers do. */
interface Desk {
  page: Page;
  agent: Side;
  panel: Side;
  /** Number and file of the panel's own frame. */
  panelFile: string;
  dial(number: string): Promise<void>;
}

/** Both ways round: how each is opened, and how a number is dialled there. */
const ways: Record<string, (page: Page) => Desk> = {
  'a CRM that frames the panel': (page) => ({
    page,
    agent: page,
    panel: page.frameLocator('iframe'),
    panelFile: 'sinch-panel-frame',
    dial: () => page.getByRole('button', { name: 'Call 091000000' }).click(),
  }),
  'a CRM that the panel frames': (page) => {
    const agent = page.frameLocator('iframe');
    return {
      page,
      agent,
      panel: page,
      panelFile: 'sinch-extension.html',
      async dial(number) {
        const next = agent.getByRole('button', { name: /^Next call/ }); // after a call before
        if (await next.isVisible()) await next.click();
        await agent.getByRole('combobox', { name: 'Number to dial' }).fill(number);
        await agent.getByRole('button', { name: 'Call', exact: true }).click();
      },
    };
  },
};

const press = (side: Side | Locator, name: string | RegExp) => side.getByRole('button', { name, exact: true }).click();
const controls = ({ agent }: Desk) => agent.locator('cti-call-controls');
const calls = ({ panel }: Desk) => panel.locator('#calls li');
const says = (desk: Desk, text: string) => expect(controls(desk).locator('[part=calls]')).toContainText(text);

/** What the panel did for the page, without ids. */
async function done({ page, panelFile }: Desk) {
  const frame = page.frames().find((each) => each.url().includes(panelFile))!;
  const all = await frame.evaluate(() => (window as unknown as { panel: SinchPanelSimulator }).panel.done);
  return all.map(({ command, value }) => [command, value]);
}

async function open(page: Page, way: keyof typeof ways): Promise<Desk> {
  const desk = ways[way]!(page);
  await page.goto(`/demo/${way.includes('that frames') ? 'sinch-panel' : 'sinch-extension'}.html`);
  await expect(desk.agent.getByText('sign in to Sinch in it').first()).toBeVisible();
  await desk.panel.getByRole('button', { name: 'Log in' }).dispatchEvent('click'); // see playwright.config.mjs on Firefox
  // A panel has controls while a call is on.
  const isPanel = way === 'a CRM that the panel frames';
  if (isPanel) await expect(desk.agent.getByRole('combobox', { name: 'Number to dial' })).toBeVisible();
  else await expect(controls(desk).getByText('There is no call for this now.')).toBeAttached();
  return desk;
}

/** Dials, and the customer answers. */
async function connect(desk: Desk, number = '091000000'): Promise<void> {
  await desk.dial(number);
  await expect(calls(desk)).toContainText([`${number} outgoing, calling`]);
  await says(desk, 'Dialling');
  await press(desk.panel, 'It rings');
  await says(desk, 'Ringing');
  await press(desk.panel, 'The customer answers');
  await says(desk, 'On call');
}

/** The user is done with what is over. */
const handle = async (desk: Desk) => {
  const ended = desk.panel.getByRole('button', { name: 'Done with it' });
  while (await ended.count()) await ended.first().click();
  await expect(calls(desk)).toHaveCount(0);
};

async function ask(desk: Desk, to: string, how: 'Transfer now' | 'Speak first') {
  await press(controls(desk), 'Transfer');
  await controls(desk).getByRole('textbox', { name: 'Number' }).fill(to);
  await press(controls(desk), how);
}

for (const way of Object.keys(ways))
  test.describe(`in ${way}`, () => {
    test('an agent dials, holds, mutes, sends digits and hangs up, and reads each state [C-358 C-359 C-360 C-361 C-373]', async ({
      page,
    }) => {
      const desk = await open(page, way);
      await connect(desk);
      await press(controls(desk), 'Hold');
      await says(desk, 'On hold');
      await expect(calls(desk)).toContainText(['onhold']);
      await press(controls(desk), 'Resume');
      await says(desk, 'On call');
      await press(controls(desk), 'Mute');
      await expect(calls(desk)).toContainText(['muted']);
      await press(controls(desk), 'Unmute');
      await press(controls(desk), 'Keypad');
      await press(controls(desk), '1');
      await press(controls(desk), 'hash');
      await expect(calls(desk)).toContainText(['Digits: 1#']);
      await press(desk.agent, 'Hang up');
      await expect(calls(desk)).toContainText(['ended']);
      expect(await done(desk)).toEqual([
        ['outbound', { channel: 'phone', to: '091000000' }],
        ...['hold', 'unhold', 'mute', 'unmute'].map((value) => ['callState', value]),
        ['dtmf', { content: '1' }],
        ['dtmf', { content: '#' }],
        ['interaction', 'hangup'],
      ]);
    });

    test('an agent asks a colleague, takes that back, asks again and gives the call away, or gives it away at once [C-362 C-363 C-364]', async ({
      page,
    }) => {
      const desk = await open(page, way);
      await connect(desk);
      await ask(desk, '1002', 'Speak first');
      await press(desk.panel, 'The colleague answers');
      await says(desk, 'Consultation with');
      await press(controls(desk), 'Cancel transfer');
      await says(desk, 'On call');
      await expect(controls(desk).locator('[part=calls] li')).toHaveCount(1);

      await ask(desk, '1003', 'Speak first');
      await expect(outcome(controls(desk))).toContainText('Select this call in the panel');
      await press(calls(desk).first(), 'Look at it');
      await press(controls(desk), 'Transfer'); // it is open: this closes it
      await ask(desk, '1003', 'Speak first');
      await press(desk.panel, 'The colleague answers');
      await press(controls(desk), 'Complete transfer');
      await expect(controls(desk).locator('[part=calls] li')).toHaveCount(0);
      await handle(desk);

      await connect(desk);
      await ask(desk, '1004', 'Transfer now');
      await expect(calls(desk)).toContainText(['Given to 1004']);
      expect((await done(desk)).filter(([command]) => command !== 'outbound')).toEqual([
        ['consult', { to: '1002' }],
        ['interaction', 'hangup'],
        ['callState', 'unhold'],
        ['consult', { to: '1003' }],
        ['join', undefined],
        ['transfer', { to: '1004' }],
      ]);
    });

    test('an agent answers a call and rejects another, and pauses with a reason: the panel has it from the server [C-359 C-368 C-376]', async ({
      page,
    }) => {
      const desk = await open(page, way);
      await press(desk.panel, 'A customer calls');
      const incoming = desk.agent.locator('cti-incoming');
      await expect(incoming).toContainText('Luis Gómez');
      await press(incoming, /^Answer/);
      await says(desk, 'On call');
      await press(desk.panel, 'A customer calls');
      await expect(incoming).toContainText('091000002');
      await press(incoming, /^Reject/);
      await expect(incoming.getByRole('listitem')).toHaveCount(0);
      await says(desk, 'On call');
      await press(desk.panel, 'The customer hangs up');
      await expect(controls(desk).locator('[part=calls] li')).toHaveCount(0);

      const state = desk.agent.locator('cti-agent-state');
      await state.getByRole('button').click();
      await state.getByRole('menuitemradio', { name: 'Lunch' }).click();
      await expect(state.locator('#state')).toContainText('Lunch');
      await expect(desk.panel.locator('#state')).toHaveText('Not ready: Lunch');
      expect((await held(page, 'sinch'))['agents']).toMatchObject([{ readyState: 'NotReady' }]);
      await press(desk.panel, 'Ready');
      await expect(state.locator('#state')).toContainText('Ready');
    });
  });

test(
  'an agent whose page frames the panel dials, holds, keys a digit and pauses by keyboard',
  { tag: '@firefox' },
  async ({ page }) => {
    const desk = await open(page, 'a CRM that frames the panel');
    const focus = async (at: Locator) => {
      for (let tabs = 0; tabs < 40 && !(await at.evaluate((each) => each.matches(':focus'))); tabs++)
        await page.keyboard.press('Tab');
      await expect(at).toBeFocused();
    };
    await page.locator('cti-agent-state').getByRole('button').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitemradio', { name: 'Lunch' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitemradio', { name: 'Lunch' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('cti-agent-state #state')).toContainText('Lunch');
    await focus(page.getByRole('button', { name: 'Call 091000000' }));
    await page.keyboard.press('Enter');
    await says(desk, 'Dialling');
    await desk.panel.getByRole('button', { name: 'The customer answers' }).dispatchEvent('click'); // see playwright.config.mjs on Firefox
    await says(desk, 'On call');
    await focus(controls(desk).getByRole('button', { name: 'Hold' }));
    await page.keyboard.press('Space');
    await says(desk, 'On hold');
    await page.keyboard.press('Space');
    await says(desk, 'On call');
    await page.keyboard.press('ArrowRight');
    await focus(controls(desk).getByRole('button', { name: 'Keypad' }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('5');
    await expect(calls(desk)).toContainText(['Digits: 5']);
  },
);

test('the switches break the panel: the agent reads that nothing was done, or that nobody knows, and nothing goes twice [C-356]', async ({
  page,
}) => {
  const desk = await open(page, 'a CRM that frames the panel');
  await connect(desk);
  await openDrawer(desk.panel);
  await desk.panel.getByLabel('Says no').check();
  await press(controls(desk), 'Hold');
  await expect(outcome(controls(desk))).toHaveAttribute('data-state', 'refused');
  await says(desk, 'On call');
  await desk.panel.getByLabel('Says no').uncheck();
  await desk.panel.getByLabel('Does nothing and never answers').check();
  await press(desk.agent, 'Hang up');
  await expect(outcome(page.locator('cti-hangup-button'))).toHaveAttribute('data-state', 'unknown');
  expect((await done(desk)).map(([command]) => command)).toEqual(['outbound']);
  await desk.panel.getByLabel('Does nothing and never answers').uncheck();
  await press(desk.panel, 'Reload the panel');
  await says(desk, 'On call');
});
