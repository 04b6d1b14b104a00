import { expect } from 'chai';
import { html, type LitElement, type TemplateResult } from 'lit';
import '../../src/define.js';
import '../../src/define-crm.js';
import '../../src/define-supervisor.js';
import type { Reply } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import type { CtiAgentState } from '../../src/elements/cti-agent-state/cti-agent-state.js';
import type { CtiBlacklistForm } from '../../src/elements/cti-blacklist-form/cti-blacklist-form.js';
import type { CtiCallButton } from '../../src/elements/cti-call-button/cti-call-button.js';
import type { CtiCallControls } from '../../src/elements/cti-call-controls/cti-call-controls.js';
import type { CtiContacts } from '../../src/elements/cti-contacts/cti-contacts.js';
import type { CtiDoctor } from '../../src/elements/cti-doctor/cti-doctor.js';
import type { CtiHangupButton } from '../../src/elements/cti-hangup-button/cti-hangup-button.js';
import type { CtiListUpload } from '../../src/elements/cti-list-upload/cti-list-upload.js';
import type { CtiRecordings } from '../../src/elements/cti-recordings/cti-recordings.js';
import type { OutboxEntry } from '../../src/outbox/outbox-entry.js';
import { Agent } from './agents.fixture.js';
import { Dialer } from './calls.fixture.js';
import { mount, until } from './elements.fixture.js';
import { drawing, readOrder } from './rendered-order.js';

const number = '02-123 4567';
const other = '+598 2 765 4321';
const hebrew = 'דנה כהן';
const arabic = 'أحمد';
const out = 'Ventas->';
const into = 'Ventas<-';
/** Between marks as a directory of the other direction writes them. */
const marked = (text: string) => `\u200f${text}\u200f`;

/** One element with all that it shows. */
interface Case {
  /** What is to be seen of it. */
  sees: readonly string[];
  draw: (campaign: string) => Promise<HTMLElement> | HTMLElement;
  /** Two campaigns of one name look different. */
  tellsCampaigns?: true;
}

/** Elements that do not hold it yet: to be emptied. */
const pending: ReadonlySet<string> = new Set([]);

const place = <T extends HTMLElement>(template: TemplateResult, dialer?: Dialer, campaign = out) =>
  mount<T>(template, { ...(dialer && { client: dialer.client }), campaign });

const contact = (campaign: string) => ({
  contact: 222,
  destination: number,
  campaign,
  dialerBase: 'base',
  status: 1,
  data: [['שם', marked(`${hebrew} ${number}`)] as [string, string]],
  alternatives: [other],
  retries: 0,
  priority: 1,
  agentPhone: '1001',
});

let agents = 0;
/** A dialer of an agent of its own: no page before knows their calls. */
const dialerOf = (setup: ConstructorParameters<typeof Dialer>[0] = {}) =>
  new Dialer({ agent: `agent ${(agents += 1)}`, ...setup });

/** A call that is on. */
function calling(campaign: string, setup: ConstructorParameters<typeof Dialer>[0] = {}): Dialer {
  const dialer = dialerOf(setup);
  dialer.tell('g-1', 'connected', { number: marked(number), name: marked(hebrew), campaign: marked(campaign) });
  return dialer;
}

const entriesOf = (campaign: string): OutboxEntry[] => {
  const entry = contact(campaign);
  const at = '2030-12-02 22:00:00';
  const about = { guid: 'g', customer: number, campaign };
  const made = (id: string, state: OutboxEntry['state'], command: OutboxEntry['command']): OutboxEntry => ({
    id,
    state,
    command,
    since: Date.now(),
    reason: `The dialer called ${number} at 21:00.`,
  });
  return [
    made('1', 'unknown', { type: 'respool', entry }),
    made('2', 'held', { type: 'schedule', at, entry }),
    made('3', 'waiting', { type: 'dispose', ...about, level1: 'Sale', level2: hebrew, comment: `${arabic} ${other}` }),
    made('4', 'waiting', { type: 'tag', guid: 'g', message: marked(hebrew), phone: number }),
    made('5', 'waiting', { type: 'blacklist', entries: [{ phone: number, campaign }] }),
  ];
};

function waiting(campaign: string): Dialer {
  const dialer = dialerOf();
  const nothing = () => Promise.reject(new CtiError('TIMEOUT', `Nobody knows of ${number}.`));
  const list = () => entriesOf(campaign);
  const outbox = { storage: 'sealed', problem: '', list, retry: nothing, discard: nothing, flush: nothing };
  Object.defineProperty(dialer.client, 'outbox', { value: outbox });
  return dialer;
}

const status = { status: 'confirmed', transport: 'dialer' } as const;
const press = (element: HTMLElement, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector)?.click();

const cases: Record<string, Case> = {
  'cti-call-button': {
    sees: [number],
    draw: async (campaign) => {
      const dialer = dialerOf();
      const element = await place<CtiCallButton>(
        html`<cti-call-button destination=${number} campaign=${campaign}></cti-call-button>`,
        dialer,
      );
      await element.call();
      return element;
    },
  },
  'cti-hangup-button': {
    sees: [number],
    draw: async () => {
      const agent = new Agent(`agent ${(agents += 1)}@x`);
      await agent.dialInDoubt(number);
      return mount<CtiHangupButton>(html`<cti-hangup-button></cti-hangup-button>`, { client: agent.client });
    },
  },
  'cti-call-controls': {
    sees: [number, other, hebrew, arabic],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const dialer = calling(campaign);
      dialer.tell('g-2', 'held', { number: other, name: arabic, campaign });
      const element = await place<CtiCallControls>(html`<cti-call-controls></cti-call-controls>`, dialer);
      press(element, '[name=transfer]');
      await element.updateComplete;
      press(element, '[value=agent]');
      return element;
    },
  },
  'cti-agent-state': {
    sees: [number, hebrew, arabic],
    draw: async (campaign) => {
      const reasons = [{ id: '1', name: marked(arabic) }];
      const dialer = calling(campaign, {
        answer: ({ type }) => (type === 'agentStates' ? ({ ...status, reasons } as Reply) : undefined),
      });
      const element = await place<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, dialer);
      await element.pause('1');
      press(element, '#state');
      await until(() => element.shadowRoot?.querySelector('[data-choice="paused 1"]'), 'the reasons are there');
      return element;
    },
  },
  'cti-incoming': {
    sees: [other, number, arabic, 'שם'],
    tellsCampaigns: true,
    draw: (campaign) => {
      const dialer = dialerOf();
      const data = [['שם', marked(number)]] as [string, string][];
      dialer.tell('g-1', 'incoming', { number: marked(other), name: marked(arabic), campaign, data });
      return place(html`<cti-incoming></cti-incoming>`, dialer);
    },
  },
  'cti-caller-id': {
    sees: [number],
    draw: () => {
      const { client } = dialerOf({ lacks: () => `Nobody may show ${number}.` });
      return mount(html`<cti-session .client=${client}><cti-caller-id></cti-caller-id></cti-session>`);
    },
  },
  'cti-outbox': {
    sees: [number, other, hebrew, arabic],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const element = await place<LitElement>(html`<cti-outbox open></cti-outbox>`, waiting(campaign));
      press(element, 'li[data-id="1"] [name=send]');
      press(element, 'li[data-id="2"] [name=discard]');
      await element.updateComplete;
      return element;
    },
  },
  'cti-callbacks': {
    sees: [number, other, hebrew],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const element = await place<LitElement>(html`<cti-callbacks></cti-callbacks>`, waiting(campaign));
      await until(() => element.shadowRoot?.querySelector('li'), 'the callback is there');
      press(element, '[name=cancel]');
      await element.updateComplete;
      return element;
    },
  },
  'cti-tag-recorder': {
    sees: [number],
    draw: (campaign) => place(html`<cti-tag-recorder></cti-tag-recorder>`, calling(campaign)),
  },
  'cti-dialable': {
    sees: [number],
    draw: async () => {
      const element = await place<LitElement>(
        html`<cti-dialable country="IL"><p>${hebrew} ${number} ${arabic}</p></cti-dialable>`,
        dialerOf(),
      );
      await until(() => element.querySelector('cti-number'), 'the number is a button');
      element.querySelector<HTMLElement>('cti-number')?.click();
      await until(() => element.shadowRoot?.querySelector('#result:popover-open'), 'it is said what happened');
      return element;
    },
  },
  'cti-session': {
    sees: [number],
    draw: () => mount(html`<cti-session portal-origin="x ${number}"></cti-session>`),
  },
  'cti-doctor': {
    sees: [],
    draw: async () => {
      const element = await place<CtiDoctor>(html`<cti-doctor></cti-doctor>`, dialerOf());
      await element.check();
      await element.updateComplete;
      for (const each of element.renderRoot.querySelectorAll('details')) each.open = true;
      return element;
    },
  },
  'cti-blacklist-form': {
    sees: [number, other],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const element = await place<CtiBlacklistForm>(
        html`<cti-blacklist-form .value=${`${number}\n${other}\n091 000 0b`}></cti-blacklist-form>`,
        dialerOf(),
        campaign,
      );
      await element.unblacklist();
      await element.updateComplete;
      return element;
    },
  },
  'cti-contacts': {
    sees: [number, other, hebrew],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const contacts = [{ id: '7', numbers: [number, other], name: marked(hebrew), externalId: 'K-1 2', data: [] }];
      const dialer = dialerOf({
        answer: ({ type }) =>
          type === 'findContacts' ? ({ ...status, contacts, isLast: true } as unknown as Reply) : undefined,
      });
      const element = await place<CtiContacts>(html`<cti-contacts></cti-contacts>`, dialer, campaign);
      await element.find();
      await element.updateComplete;
      press(element, 'li [aria-label^=Remove]');
      await element.updateComplete;
      return element;
    },
  },
  'cti-recordings': {
    sees: [number, hebrew, arabic],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const rows = [
        {
          guid: 'g',
          calldate: '2026-11-29 13:25:08',
          agent: marked(arabic),
          campaign,
          destination: number,
          data: hebrew,
        },
      ];
      const dialer = dialerOf({
        answer: ({ type }) =>
          type === 'recordings' ? ({ ...status, recordings: rows, rows } as unknown as Reply) : undefined,
      });
      const element = await place<CtiRecordings>(html`<cti-recordings></cti-recordings>`, dialer);
      await element.search();
      await element.updateComplete;
      return element;
    },
  },
  'cti-campaign-board': {
    sees: [hebrew],
    tellsCampaigns: true,
    draw: async (campaign) => {
      const figures = { loggedIn: 10, available: 5, busy: 3, talkTime: 3730 };
      const campaigns = [
        { id: '1', name: marked(campaign), state: 'Active', figures, raw: {} },
        { id: '2', name: marked(hebrew), figures, raw: {} },
      ];
      const dialer = dialerOf({
        answer: ({ type }) => (type === 'campaigns' ? ({ ...status, campaigns } as Reply) : undefined),
      });
      const element = await place<LitElement>(html`<cti-campaign-board></cti-campaign-board>`, dialer);
      await until(() => element.shadowRoot?.textContent.includes(hebrew), 'the campaigns are there');
      return element;
    },
  },
  'cti-list-upload': {
    sees: [number, hebrew],
    draw: async () => {
      const element = await place<CtiListUpload>(html`<cti-list-upload></cti-list-upload>`, dialerOf());
      const text = `phone,שם\r\n${number},${hebrew}\r\n${other},${arabic}\r\n`;
      await element.open(new File([text], `${hebrew} 02-12 34.csv`, { lastModified: 1 }));
      await element.updateComplete;
      await element.updateComplete;
      return element;
    },
  },
  'cti-disposition-form': {
    sees: [number],
    draw: (campaign) =>
      place(
        html`<cti-disposition-form .dispositions=${[{ label: hebrew }, { label: 'Sale' }]}></cti-disposition-form>`,
        calling(campaign),
      ),
  },
  'cti-schedule-picker': {
    sees: [number],
    draw: (campaign) =>
      place(html`<cti-schedule-picker .entry=${contact(campaign)}></cti-schedule-picker>`, calling(campaign)),
  },
  'cti-respool-editor': {
    sees: [number, other],
    draw: (campaign) =>
      place(html`<cti-respool-editor .entry=${contact(campaign)}></cti-respool-editor>`, calling(campaign)),
  },
  'cti-panel': {
    sees: [number],
    tellsCampaigns: true,
    draw: (campaign) =>
      place(
        html`<cti-panel .dispositions=${[{ label: hebrew }]} .entry=${contact(campaign)}></cti-panel>`,
        calling(campaign),
      ),
  },
};

/** Draws an element in a page from right to left, and waits until all in it is drawn. */
async function fromTheRight({ draw }: Case, campaign: string): Promise<HTMLElement> {
  document.documentElement.dir = 'rtl';
  const element = await draw(campaign);
  for (const each of [element, ...(element.shadowRoot?.querySelectorAll<LitElement>('*') ?? [])])
    await (each as Partial<LitElement>).updateComplete;
  await (element as Partial<LitElement>).updateComplete;
  return element;
}

afterEach(() => document.documentElement.removeAttribute('dir'));

describe('in a page from right to left', () => {
  for (const [tag, one] of Object.entries(cases)) {
    if (pending.has(tag)) continue;

    it(`<${tag}> shows each number from left to right, and each name in its own order`, async () => {
      const { sees } = one;
      const { faults, seen } = readOrder(await fromTheRight(one, out), [...sees, out, into, hebrew, arabic]);
      expect(faults).to.deep.equal([]);
      for (const each of sees) expect([...seen], 'what is seen').to.include(each);
    });

    if (one.tellsCampaigns)
      it(`<${tag}> shows two campaigns of one name, of which one calls and one is called, as two`, async () => {
        const drawn = [await fromTheRight(one, out).then(drawing), await fromTheRight(one, into).then(drawing)];
        expect(drawn[0]).not.to.equal(drawn[1]);
        for (const [at, raw] of [out, into].entries())
          expect(drawn[at], 'with the arrow at the end').to.satisfy(
            (text: string) => text.includes(raw) || /Ventas,?(out|in)bound|(out|in)boundVentas/.test(text),
          );
      });
  }

  it('finds a number that is turned around, and one that something stands in', async () => {
    document.documentElement.dir = 'rtl';
    const bare = await mount(html`<p>${number}</p>`);
    expect(readOrder(bare, []).faults).to.have.length(1);
    const mixed = await mount(html`<p>${hebrew} ${number} ${arabic}</p>`);
    expect(readOrder(mixed, [hebrew, arabic]).faults.length).to.be.above(0);
    const apart = await mount(html`<p>${hebrew} <bdi dir="ltr">${number}</bdi> ${arabic}</p>`);
    expect(readOrder(apart, [hebrew, arabic]).faults).to.deep.equal([]);
    const campaign = await mount(html`<p>${into}</p>`);
    expect(readOrder(campaign, [into]).faults).to.deep.equal([`${into} is turned around, in “${into}”`]);
  });
});
