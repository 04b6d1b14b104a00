import { expect } from 'chai';
import { html } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import { CtiDoctor } from '../../../src/elements/cti-doctor/cti-doctor.js';
import { CtiSession } from '../../../src/elements/cti-session/cti-session.js';
import { findingIds } from '../../../src/diagnostics/index.js';
import { audit, clientOf, define, fakeTransport, mount, next, press } from '../elements.fixture.js';
import { clipboard } from '../cti-outbox/cti-outbox.fixture.js';

define('cti-doctor', CtiDoctor);
define('cti-session', CtiSession);

const quick = () => fakeTransport({ send: () => ({ status: 'confirmed', transport: 'fake', cti: null }) });
const never = () => fakeTransport({ send: () => new Promise(() => {}) });
const setup = (client: CtiClient | undefined = clientOf(quick()), dark = false) =>
  mount<CtiDoctor>(html`<cti-doctor></cti-doctor>`, { client, dark });
const find = <T extends HTMLElement = HTMLElement>(element: CtiDoctor, selector: string) =>
  element.renderRoot.querySelector<T>(selector);
const button = (element: CtiDoctor, name: string, id?: string) =>
  find<HTMLButtonElement>(element, `${id ? `[data-id="${id}"] ` : ''}[name=${name}]`) as HTMLButtonElement;
const words = (element: CtiDoctor, selector: string) =>
  find(element, selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const focus = (element: CtiDoctor) => (element.shadowRoot?.activeElement as HTMLButtonElement | null)?.name;

async function checked(element: CtiDoctor): Promise<CtiDoctor> {
  await element.check();
  await element.updateComplete;
  return element;
}

describe('<cti-doctor>', () => {
  for (const dark of [false, true])
    it(`passes the accessibility audit before and after a check, ${dark ? 'dark' : 'light'}`, async () => {
      const element = await setup(undefined, dark);
      expect(await audit(element)).to.deep.equal([]);
      await checked(element);
      for (const details of element.renderRoot.querySelectorAll('details')) details.open = true;
      expect(await audit(element)).to.deep.equal([]);
    });

  it('says what a check sends, before it sends anything', async () => {
    const dialer = quick();
    const element = await setup(clientOf(dialer));
    expect(words(element, '#plan')).to.contain('the question which call is on').and.to.contain('HEAD');
    expect(button(element, 'check').getAttribute('aria-describedby')).to.equal('plan');
    expect(dialer.sent).to.deep.equal([]);
    await checked(element);
    expect(dialer.sent).to.deep.equal([{ type: 'cti' }]);
  });

  it('asks the page first, and sends nothing when it says no', async () => {
    const dialer = quick();
    const element = await setup(clientOf(dialer));
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    expect([await element.check(), dialer.sent, element.report]).to.deep.equal([undefined, [], undefined]);
    await element.updateComplete;
    expect(words(element, '.outcome')).to.equal('The page stopped this. Nothing was sent.');
    await element.check();
    expect(words(element, '.outcome')).to.equal('');
    expect(dialer.sent, 'when it says yes').to.deep.equal([{ type: 'cti' }]);
  });

  it('shows each finding with its state in words, and whom to ask for what', async () => {
    const element = await checked(await setup());
    const shown = [...element.renderRoot.querySelectorAll<HTMLElement>('[part=finding]')];
    expect(shown.map(({ dataset }) => dataset['id']).sort()).to.deep.equal([...findingIds].sort());
    for (const { id, state, title, ask } of element.report?.findings ?? []) {
      const text = words(element, `[data-id="${id}"]`);
      expect(text)
        .to.contain(title)
        .and.contain({ good: 'Good', warning: 'Please review', bad: 'Problem', unknown: 'Not known' }[state]);
      if (ask) expect(text).to.contain(`Ask ${ask.whom}: ${ask.what.slice(0, 30)}`);
    }
    expect(words(element, '[role=status]')).to.match(new RegExp(`^Looked at ${findingIds.length} things: `));
  });

  it('tells how far it is, and stops', async () => {
    const element = await setup(clientOf(never()));
    button(element, 'check').focus();
    const run = element.check();
    await element.updateComplete;
    expect(words(element, '[role=status]')).to.equal('Checking…');
    expect(find<HTMLProgressElement>(element, 'progress')?.max).to.equal(findingIds.length);
    expect([button(element, 'check').ariaDisabled, await element.check()]).to.deep.equal(['true', undefined]);
    await press('Escape');
    expect(await run).to.equal(undefined);
    await element.updateComplete;
    expect(words(element, '[role=status]')).to.contain('Stopped.');
    expect([button(element, 'stop').hidden, focus(element)]).to.deep.equal([true, 'check']);
  });

  it('looks at one thing anew, and leaves the others', async () => {
    const dialer = quick();
    const element = await checked(await setup(clientOf(dialer)));
    const before = element.report?.findings.find(({ id }) => id === 'versions');
    const ended = next(element, 'cti-report');
    button(element, 'again', 'portal').click();
    const { report } = await ended;
    await element.updateComplete;
    expect([
      dialer.sent.length,
      report.findings.length,
      report.findings.find(({ id }) => id === 'versions') === before,
    ]).to.deep.equal([2, findingIds.length, true]);
    expect(words(element, '[role=status]')).to.contain('Looked again: The portal answers');
  });

  it('copies the report as JSON, or shows it to copy by hand', async () => {
    const element = await checked(await setup());
    let copied = '';
    clipboard(async (text) => void (copied = text));
    button(element, 'copy').click();
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect(JSON.parse(copied)).to.deep.equal(element.report);
    expect(words(element, '[role=status]')).to.contain('Copied.');
    clipboard(undefined);
    button(element, 'copy').click();
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    const area = find<HTMLTextAreaElement>(element, 'textarea');
    expect(JSON.parse(area?.value ?? '')).to.deep.equal(element.report);
    expect([element.shadowRoot?.activeElement === area, await audit(element)]).to.deep.equal([true, []]);
    await press('Escape');
    await element.updateComplete;
    expect([find(element, 'textarea'), focus(element)]).to.deep.equal([null, 'copy']);
  });

  it('is used by keyboard alone', async () => {
    const element = await setup();
    button(element, 'check').focus();
    const ended = next(element, 'cti-report');
    await press('Enter');
    await ended;
    await element.updateComplete;
    await press('Tab');
    expect(focus(element)).to.equal('copy');
    await press('Tab');
    expect(focus(element)).to.equal('save');
    await press('Tab');
    await press('Tab');
    expect(focus(element)).to.equal('again');
  });

  it('takes addresses from the session around it, also through shadow roots, unless it has its own', async () => {
    const session = await mount<CtiSession>(
      html`<cti-session portal-origin="https://portal.example" integra-url="https://ucontact.example/"
        ><div></div
      ></cti-session>`,
    );
    const root = session.querySelector('div')?.attachShadow({ mode: 'open' });
    const element = Object.assign(document.createElement('cti-doctor'), { client: clientOf(quick()) });
    root?.append(element);
    await element.updateComplete;
    expect(words(element, '#plan')).to.contain('https://ucontact.example').and.contain('without a sign-in');
    element.integraUrl = 'https://other.example/';
    element.authorization = () => 'Basic abc';
    await element.updateComplete;
    expect(words(element, '#plan')).to.contain('https://other.example').and.contain('with this page’s sign-in');
  });

  it('gives the session’s sign-in to the session’s own server alone', async () => {
    const session = await mount<CtiSession>(
      html`<cti-session integra-url="/ucontact/"
        ><cti-doctor></cti-doctor>
        <p data-cti-untrusted><cti-doctor integra-url="/ucontact" frame-url="/x"></cti-doctor></p
      ></cti-session>`,
    );
    session.authorization = () => 'Basic abc';
    const [element, stranger] = session.querySelectorAll('cti-doctor') as Iterable<CtiDoctor> as [CtiDoctor, CtiDoctor];
    const planOf = async (url: string) => {
      element.integraUrl = url;
      element.requestUpdate();
      await element.updateComplete;
      return words(element, '#plan').includes('with this page’s sign-in');
    };
    for (const own of ['', '/ucontact', '/ucontact/', `${location.origin}/ucontact`])
      expect(await planOf(own), own).to.equal(true);
    for (const other of [
      'https://evil.example/ucontact',
      '/ucontact2',
      '/',
      '/ucontact/../evil',
      '//evil.example/ucontact',
      `${location.protocol}//${location.hostname}:1/ucontact`,
    ])
      expect(await planOf(other), other).to.equal(false);
    stranger.client = clientOf(quick());
    await stranger.updateComplete;
    expect(words(stranger, '#plan')).to.contain('without a sign-in');
  });

  it('says so without a session, and is off when disabled', async () => {
    const alone = await setup(undefined);
    const without = await mount<CtiDoctor>(html`<cti-doctor></cti-doctor>`);
    expect([words(without, '.hint'), button(without, 'check').disabled]).to.deep.equal([
      'This control needs a <cti-session> around it.',
      true,
    ]);
    alone.disabled = true;
    await alone.updateComplete;
    expect([button(alone, 'check').disabled, await alone.check()]).to.deep.equal([true, undefined]);
  });

  it('checks a page to be framed without a client', async () => {
    const page = URL.createObjectURL(new Blob());
    const element = await mount<CtiDoctor>(html`<cti-doctor frame-url=${page}></cti-doctor>`);
    expect(words(element, '#plan')).to.contain('loaded out of sight');
    expect(await element.check()).to.equal(undefined);
    await element.updateComplete;
    expect(words(element, '[role=status]')).to.equal('This is not an address of a page.');
  });
});
