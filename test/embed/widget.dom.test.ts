import { expect } from 'chai';
import type { CtiRequestEvent } from '../../src/core/events.js';
import { failure } from '../failure.js';
import { dialer, embed, embedWidget, once, openDialer, origin, otherOrigin, statusOf, until } from './embed.fixture.js';

type Embedded = Awaited<ReturnType<typeof embedWidget>>;

const outcome = ({ inside }: Embedded) =>
  inside('cti-call-button').shadowRoot!.querySelector('.outcome')?.textContent ?? '';

describe('a dial from the CRM page @engines', () => {
  it('is what the agent’s own press would be: a request that may be vetoed, and a line that says how far it got [C-071]', async () => {
    const widget = await embedWidget({ campaign: 'Sale->' });
    await widget.snapshot(); // with its answer the session is there
    const commands: unknown[] = [];
    widget.inside('cti-session').addEventListener('cti-request', ({ command }) => commands.push(command));
    const reply = await widget.dial('091000000');
    expect(reply).to.include({ status: 'confirmed', transport: 'integra' });
    expect(commands).to.deep.equal([{ type: 'call', destination: '091000000', campaign: 'Sale->' }]);
    expect(outcome(widget)).to.contain('Calling 091000000');
    expect(dialer.state.calls).to.have.length(1).and.to.have.nested.property('[0].guid', reply.guid);
  });

  it('names its own campaign, else the widget’s page’s; that page can stop it, and then nothing is dialled', async () => {
    const widget = await embedWidget();
    await widget.dial('091');
    await widget.dial('092', { campaign: 'Sale->' });
    expect(dialer.state.calls.map(({ campaign }) => campaign)).to.deep.equal(['Ventas->', 'Sale->']);
    widget.inside('cti-session').addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    expect(await failure(widget.dial('093'))).to.have.property('code', 'CANCELED');
    expect(dialer.log).to.have.length(2);
    const stop = (event: CtiRequestEvent) => {
      event.preventDefault();
      event.reason = 'Outside calling hours.';
    };
    widget.inside('cti-session').addEventListener('cti-request', stop, { once: true });
    expect(await failure(widget.dial('093'))).to.include({
      code: 'CANCELED',
      message: 'The widget’s page stopped this call. Nothing was dialled. Outside calling hours.',
    });
    expect(outcome(widget)).to.contain('Outside calling hours.');
    await widget.dial('094');
    expect(dialer.state.calls.map(({ destination }) => destination)).to.deep.equal(['091', '092', '094']);
  });

  it('that fails comes back with its code and field, and the agent reads it; while one is on its way another is BUSY', async () => {
    const widget = await embedWidget();
    expect(await failure(widget.dial(''))).to.include({ code: 'INVALID', field: 'destination' });
    dialer.faults = { answer0: true };
    const event = once(widget, 'error');
    expect(await failure(widget.dial('091000000'))).to.include({
      name: 'CtiError',
      code: 'REJECTED',
      transport: 'integra',
    });
    expect((await event).error).to.include({ code: 'REJECTED' });
    expect(outcome(widget)).to.contain('uContact did not call 091000000');
    dialer.faults = {};
    let answer = () => undefined as void;
    const held = new Promise<void>((resolve) => (answer = resolve));
    window.dialer = async (request) => (await held, dialer.handle(request));
    const first = widget.dial('091000000');
    expect(await failure(widget.dial('092000000'))).to.have.property('code', 'BUSY');
    answer();
    await first;
    expect(dialer.state.calls).to.have.length(1);
  });
});

describe('whom the widget’s page lets be dialled', () => {
  const codes = (dials: Promise<unknown>[]) => Promise.all(dials.map(async (dial) => (await failure(dial)).code));
  const called = () => dialer.state.calls.map(({ destination }) => destination);

  it('is whom its administrator says, and a CRM page takes from that and adds nothing', async () => {
    const asked: string[] = [];
    const widget = await embedWidget(
      {
        destinations: {
          allow: ['+54', '+44'],
          deny: ['+5411'],
          mayCall: async (number) => (asked.push(number), number.endsWith('9') ? 'Not this one.' : true),
        },
      },
      '{"allow":["+598","+54"]}',
    );
    const refused = ['+44 20 7946 0958', '+598 91 000 000', '+54 11 4321 0000'].map(
      (number) => () => widget.dial(number),
    );
    for (const dial of refused) expect(await codes([dial()])).to.deep.equal(['INVALID']);
    expect(await failure(widget.dial('+54 223 432 1009'))).to.include({ code: 'INVALID', message: 'Not this one.' });
    await widget.dial('+54 223 432 1000');
    expect([asked, called()]).to.deep.equal([['+542234321009', '+542234321000'], ['+54 223 432 1000']]);
  });

  it('is nobody where what either page says cannot be read', async () => {
    for (const [given, own] of [
      [{ deny: [' '] }, undefined],
      [{ alow: ['+598'] } as object, undefined],
      [[{ deny: ['+252'] }] as object, undefined],
      [{}, '{"allow"'],
      [undefined, '{"alow":[]}'],
    ] as const) {
      const widget = await embedWidget(given && { destinations: given }, own);
      expect(await codes([widget.dial('091000000')])).to.deep.equal(['INVALID']);
      expect(called()).to.deep.equal([]);
      widget.destroy();
    }
  });

  it('is also whom the page’s own script says, whenever it does, and whatever the CRM page sends again', async () => {
    const widget = await embedWidget({ destinations: { deny: ['+5411'] } });
    await widget.snapshot();
    widget.inside('cti-session').destinations = {
      deny: ['+252'],
      mayCall: (number) => number !== '091000009' || 'Not he.',
    };
    for (const number of ['091000001', '091000002']) {
      await widget.setCustomer({ number });
      expect(await codes([widget.dial('+252612345678')])).to.deep.equal(['INVALID']);
      expect(await codes([widget.dial('+541143210000')])).to.deep.equal(['INVALID']);
      expect((await failure(widget.dial('091000009'))).message).to.equal('Not he.');
    }
    expect(called()).to.deep.equal([]);
  });

  it('is nobody to whom the CRM page’s function says no clear yes', async () => {
    for (const said of [undefined, null, 1, '', Promise.resolve()]) {
      const widget = await embedWidget({ destinations: { mayCall: () => said as never } });
      expect(await codes([widget.dial('091000000')])).to.deep.equal(['INVALID']);
      expect(called()).to.deep.equal([]);
      widget.destroy();
    }
  });

  it('is asked about in the widget, and the CRM page is told that nothing was dialled', async () => {
    const widget = await embedWidget();
    expect(await failure(widget.dial('112'))).to.include({ code: 'INVALID', field: 'confirmed', maybeSent: false });
    expect([outcome(widget).trim(), called()]).to.deep.equal(['112 is an emergency number. Call it?', []]);
    const result = once(widget, 'result');
    widget.inside('cti-call-button').shadowRoot!.querySelector<HTMLButtonElement>('[name=yes]')!.click();
    expect([(await result).reply.status, called()]).to.deep.equal(['confirmed', ['112']]);
  });
});

describe('what the CRM page gives', () => {
  it('sets up the session: agent, phone, campaign, customer and results; the dialer’s address, dialect and road it cannot give', async () => {
    const dispositions = [
      { label: 'Sale', children: [{ label: 'New' }] },
      { label: 'Callback', requires: ['callback'] as const },
    ];
    const customer = { number: '098344484', name: 'Luis Silva', timeZone: 'America/Montevideo' };
    const widget = await embedWidget({
      agent: 'Agent2',
      phone: '1002',
      campaign: 'Sale->',
      dispositions,
      customer,
      integraUrl: 'https://evil.example',
      integraDialect: 'old',
      prefer: '',
    } as never);
    await widget.snapshot();
    expect(widget.inside('cti-session')).to.include({
      agent: 'Agent2',
      phone: '1002',
      campaign: 'Sale->',
      customerTimeZone: 'America/Montevideo',
      integraUrl: '/ucontact',
      integraDialect: 'new',
      prefer: 'portal',
    });
    expect(widget.inside('cti-call-button')).to.include({ destination: '098344484', hidden: false });
    expect(widget.inside('cti-call-button').textContent).to.equal('Call Luis Silva, 098344484');
    expect(widget.inside('cti-disposition-form').dispositions).to.deep.equal(dispositions);
    expect(dialer.log, 'nothing was dialled').to.deep.equal([]);
  });

  it('about the customer may change, and is refused when it is wrong', async () => {
    const widget = await embedWidget();
    const entry = { campaign: 'Sale->', destination: '091000000' };
    await widget.setCustomer({ number: '091000000', entry: entry as never });
    expect(widget.inside('cti-call-button')).to.include({ destination: '091000000' });
    expect(widget.inside('cti-respool-editor').entry).to.deep.include({ ...entry, retries: 0, priority: 9999 });
    for (const wrong of [{ number: 5 }, { timeZone: 'Nowhere/Town' }, { entry: { campaign: '' } }, 'x'])
      expect(await failure(widget.setCustomer(wrong as never)), JSON.stringify(wrong)).to.have.property(
        'code',
        'INVALID',
      );
    expect(widget.inside('cti-call-button')).to.include({ destination: '091000000' });
  });

  it('and is wrong from the start opens nothing: both sides say so', async () => {
    const widget = await embedWidget({ dispositions: [{ name: 'Sale' }] as never });
    expect((await once(widget, 'error')).error).to.include({ code: 'INVALID', field: 'dispositions.0.label' });
    expect(widget.status()).to.contain('settings cannot be used');
    expect(widget.inside('cti-session')).to.equal(null);
    expect(await failure(widget.dial('091000000'))).to.have.property('code', 'INVALID');
  });

  it('as authorization stays a function: it is asked for each request, and again after a 401 [C-055]', async () => {
    const body = 'user=supervisor&password=simulated';
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    const signIn = await openDialer(true).handle(
      new Request(`${origin}/Integra/resources/auth/getUserToken`, { method: 'POST', body, headers }),
    );
    const token = await signIn.text();
    const given = ['expired', token];
    const widget = await embedWidget({ authorization: () => `Basic ${given.shift() ?? 'none'}` });
    expect(await widget.dial('091000000')).to.include({ status: 'confirmed' });
    expect(given).to.deep.equal([]);
    const { contentDocument, src } = widget.frame;
    const held = JSON.stringify([
      widget.inside('cti-session').client!.exportLog(),
      { ...sessionStorage },
      { ...localStorage },
      src,
      contentDocument!.documentElement.outerHTML,
    ]);
    expect(held).not.to.contain('expired').and.not.to.contain(token);
    expect(await failure(widget.dial('092000000'))).to.have.property('code', 'UNAUTHORIZED');
  });
});

describe('the widget tells', () => {
  it('the call, the result and the state, and the state on demand', async () => {
    const widget = await embedWidget();
    const told: [string, any][] = [];
    for (const name of ['call', 'result', 'change'] as const) widget.on(name, (event) => told.push([name, event]));
    await until(() => told.length);
    const { guid } = await widget.dial('091000000');
    await until(() => told.length >= 4);
    expect(told.map(([name]) => name)).to.deep.equal(['change', 'call', 'change', 'result']);
    expect(told[1]![1])
      .to.deep.include({ cti: null, isNew: true, isReplay: false })
      .and.to.have.nested.property('call.guid', guid);
    expect(told[3]![1]).to.deep.include({ command: { type: 'call', destination: '091000000', campaign: 'Ventas->' } });
    const { current, supports, outbox } = await widget.snapshot();
    expect(current).to.include({ guid, destination: '091000000' });
    expect(supports.call).to.deep.equal({ ok: true, transport: 'integra' });
    expect(supports.callWithPhone).to.have.property('reason').that.contains('Only the uContact portal');
    expect(outbox).to.deep.equal({ waiting: 0, sending: 0, unknown: 0, held: 0 });
  });

  it('after it was loaded again in mid-call, what it still knows, and does not dial again', async () => {
    const widget = await embedWidget();
    await widget.dial('091000000');
    dialer.faults = { delay: 600_000 };
    const lost = failure(widget.dial('092000000'));
    await until(() => dialer.log.length === 2 || outcome(widget).includes('092'));
    const asked = dialer.log.length;
    widget.frame.contentWindow!.location.reload();
    expect(await lost).to.have.property('code', 'TIMEOUT');
    await until(async () => (await widget.snapshot().catch(() => undefined))?.current?.state === 'unknown');
    const { current } = await widget.snapshot();
    expect([current?.destination, current?.guid], 'and not the call before it').to.deep.equal(['092000000', undefined]);
    expect(dialer.log).to.have.length(asked);
    await until(() => widget.status() === '');
  });

  it('its height, when that changes', async () => {
    const widget = await embedWidget();
    await until(() => Number(widget.frame.height) > 100);
    const before = Number(widget.frame.height);
    const { contentDocument } = widget.frame;
    const tall = contentDocument!.createElement('canvas');
    tall.height = 500;
    contentDocument!.body.append(tall);
    await until(() => Number(widget.frame.height) >= before + 400);
  });
});

/** The widget's page with this list. */
const page = (hosts: string, at = origin) =>
  `${at}/test/fixtures/widget.html?${encodeURIComponent(JSON.stringify({ hosts }))}`;

describe('a page that may not frame the widget @engines', () => {
  for (const [how, hosts, says] of [
    ['because the list is empty', '', 'portside-hosts is empty'],
    ['because another one may', 'https://crm.example', `may not be framed by ${origin}`],
    ['because its list has a star', '*', '“*” in portside-hosts is not an exact origin'],
    ['because its list has a path', `${origin}/`, 'is not an exact origin'],
    ['because its list has a pattern', 'https://*.example', 'is not an exact origin'],
  ] as const)
    it(`${how} is told nothing: the widget says why, and makes no session`, async () => {
      const { frame, ready } = embed({ src: page(hosts), origin, connectTimeout: 600_000 });
      const heard: unknown[] = [];
      const listen = ({ data, source }: MessageEvent) => source === frame.contentWindow && heard.push(data);
      window.addEventListener('message', listen);
      let isMet = false;
      void ready.then(
        () => (isMet = true),
        () => undefined,
      );
      // Where the browser does not say who frames a page, the handshake has no end.
      const isTold = 'ancestorOrigins' in location || !hosts.startsWith('https://crm');
      await until(() => statusOf(frame).includes(isTold ? says : 'Waiting for the CRM page'));
      window.removeEventListener('message', listen);
      expect(frame.contentDocument!.querySelector('cti-session')).to.equal(null);
      expect({ heard, isMet }).to.deep.equal({ heard: [], isMet: false });
    });

  it('is not this one: a widget of another origin and site is met with an exact list', async () => {
    const widget = await embedWidget({ src: page(`https://crm.example ${origin}`, otherOrigin), origin: otherOrigin });
    expect((await widget.snapshot()).supports.call).to.deep.equal({ ok: true, transport: 'integra' });
  });
});
