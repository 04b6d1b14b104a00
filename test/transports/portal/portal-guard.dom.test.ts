import { expect } from 'chai';
import { PortalTransport } from '../../../src/transports/portal/portal-transport.js';
import { routeToPortal } from '../../../src/transports/portal/portal-transport.js';
import { call, callWithPhone, cti, hangup } from '../../samples.js';
import { failure } from '../../failure.js';
import { closeForms, openForm, otherOrigin, timeout } from './portal.fixture.js';

afterEach(closeForms);

const same = { origin: location.origin };
const forged = JSON.stringify({
  data: { guid: 'forged' },
  sourceOrigin: location.origin,
  targetOrigin: '*',
  sourceWindowName: '',
  targetWindowName: '',
});

describe('the portal transport’s guard @engines', () => {
  it('ignores what is no text, no JSON, no object, or no payload [C-032 C-033 C-034]', async () => {
    const form = await openForm();
    const reply = form.send(call);
    await form.posts(1);
    for (const junk of [
      { data: { guid: 'x' } },
      5,
      [1],
      'not json',
      '123',
      '"str"',
      '[1]',
      '{}',
      'null',
      '{"data":null}',
      '{"data":[]}',
      '{"data":"x"}',
      '{"data":{"other":1}}',
      '{"data":{"action":"tag","guid":"x"}}',
    ])
      form.post(junk);
    await form.settle();
    form.answer({ guid: 'real' });
    expect((await reply).guid).to.equal('real');
  });

  it('ignores a sibling frame, whatever it says [C-035]', async () => {
    const form = await openForm();
    const reply = failure(form.send(call));
    await form.posts(1);
    const evil = document.createElement('iframe');
    evil.srcdoc = `<script>for (let i = 0; i < parent.frames.length; i++) parent.frames[i].postMessage(${JSON.stringify(forged)}, '*')</script>`;
    document.body.append(evil);
    await form.hears(1);
    await form.pass(timeout);
    expect((await reply).code).to.equal('TIMEOUT');
    evil.remove();
  });

  it('ignores its own window [C-036]', async () => {
    const form = await openForm();
    const reply = failure(form.send(call));
    await form.posts(1);
    await form.ask('echo');
    await form.hears(1);
    await form.pass(timeout);
    expect((await reply).code).to.equal('TIMEOUT');
  });

  it('believes the browser about the origin, not the envelope [C-037]', async () => {
    const form = await openForm(same, same);
    const reply = failure(form.send(call));
    await form.posts(1);
    await form.ask('forge', { data: forged, origin: 'https://evil.example' });
    await form.pass(timeout);
    expect((await reply).code).to.equal('TIMEOUT');
  });

  it('drops a message of more than 256 kB without parsing it', async () => {
    const form = await openForm();
    const reply = failure(form.send(call));
    await form.posts(1);
    const { parsed } = await form.ask('look');
    form.answer({ guid: 'x'.repeat(300_000) });
    await form.pass(timeout);
    expect((await reply).code).to.equal('TIMEOUT');
    expect(await form.ask('look')).to.include({ heard: 1, parsed });
  });

  it('keeps one listener, makes no frame, changes no address or window name and reads no storage [C-046 C-047 C-048 C-051]', async () => {
    const form = await openForm();
    await form.send(hangup);
    const before = await form.ask('look');
    for (let i = 0; i < 100; i++) await form.send(hangup);
    expect(await form.ask('look')).to.deep.equal(before);
    expect(before).to.include({ listeners: 1, storage: 0, named: 0, requests: 0, frames: 0, hash: '', name: 'form' });
  });

  it('posts nothing from a page that nobody frames [C-039 C-049 C-050]', async () => {
    const { postMessage } = window;
    let posts = 0;
    window.postMessage = () => posts++;
    const transport = new PortalTransport({ origin: location.origin });
    for (const command of [call, callWithPhone, cti, hangup])
      expect((await failure(transport.send(command))).code).to.equal('UNREACHABLE');
    window.postMessage = postMessage;
    expect(posts).to.equal(0);
    expect(transport.supports('call')).to.deep.include({ ok: false, code: 'UNREACHABLE' });
  });
});

describe('the portal’s origin @engines', () => {
  it('takes any spelling of an origin, and refuses what is none', () => {
    for (const origin of ['https://portal.example', 'https://PORTAL.example/', 'https://portal.example/portal?x=1'])
      expect(() => new PortalTransport({ origin })).to.not.throw();
    for (const origin of ['*', 'null', '/', 'portal.example', 'file:///x', 'javascript:0']) {
      expect(() => new PortalTransport({ origin }), origin)
        .to.throw()
        .with.property('code', 'INVALID');
    }
  });

  it('is the option, and a page framed by another is told both at once', async () => {
    const form = await openForm({ origin: 'https://portal.example' });
    const sending = failure(form.send(call));
    await form.pass(timeout); // a browser that does not name the framing page has to wait for an answer
    const { code, message } = await sending;
    expect(code).to.equal('UNREACHABLE');
    expect(message).to.contain('https://portal.example').and.contain(location.origin);
    expect(form.posted).to.deep.equal([]);
  });

  it('is found out from the browser, and then has to answer before it is told a number [C-007]', async () => {
    const form = await openForm({});
    const reply = form.send(call);
    await form.posts(1);
    expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'CTI' }]);
    expect(form.posted[0]!.envelope.targetOrigin).to.equal(location.origin);
    form.answer({ CTI: null });
    await form.posts(2);
    expect(form.posted.map(({ envelope }) => envelope.data['action'])).to.deep.equal(['CTI', 'call']);
    form.answer({ guid: 'g-1' });
    expect((await reply).guid).to.equal('g-1');
    expect(await form.send(hangup), 'proved for good').to.include({ status: 'sent' });
  });

  it('is not believed when nobody answers there: nothing else is sent', async () => {
    const form = await openForm({});
    const sending = failure(form.send(hangup));
    await form.pass(5_000);
    const { code, message } = await sending;
    expect(code).to.equal('UNREACHABLE');
    expect(message).to.contain(location.origin);
    expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'CTI' }]);
  });

  // What a browser says of the framing page: its ancestors (not in every browser) and the referrer.
  const framed = (ancestorOrigins: string[] | undefined, referrer: string) => {
    const closed = {
      get location() {
        throw new Error('closed');
      },
    };
    const location = { origin: 'https://form.example', ...(ancestorOrigins && { ancestorOrigins }) };
    return { parent: closed, top: closed, location, document: { referrer } } as unknown as Window;
  };
  const portal = 'https://portal.example';
  const evil = 'https://evil.example';

  for (const [what, page, option, route] of [
    ['is the option, proved by the ancestor', framed([portal], ''), portal, { origin: portal, proved: true }],
    [
      'is the option, to be proved where the browser names no ancestor',
      framed(undefined, ''),
      portal,
      { origin: portal, proved: false },
    ],
    [
      'is the option, to be proved, also when the page was opened from elsewhere',
      framed(undefined, `${evil}/x`),
      portal,
      { origin: portal, proved: false },
    ],
    [
      'is the ancestor without an option',
      framed([portal, evil], `${evil}/x`),
      undefined,
      { origin: portal, proved: false },
    ],
    [
      'is the referrer’s as the last resort',
      framed(undefined, `${portal}/agent?x=1`),
      undefined,
      { origin: portal, proved: false },
    ],
  ] as const) {
    it(what, () => expect(routeToPortal(option, 'parent', page)).to.deep.equal(route));
  }

  it('is the topmost window’s for a nested form', () => {
    expect(routeToPortal(undefined, 'top', framed([evil, portal], `${evil}/`))).to.deep.equal({
      origin: portal,
      proved: false,
    });
    expect(routeToPortal(undefined, 'top', framed(undefined, `${portal}/`))).to.have.property('problem');
  });

  for (const [what, page] of [
    ['nothing tells it', framed(undefined, '')],
    [
      'the referrer is the form’s own site after a click inside the frame',
      framed(undefined, 'https://form.example/first'),
    ],
    ['the framing page has none', framed(['null'], '')],
  ] as const) {
    it(`is unknown when ${what}, and the error names the option to set [C-007]`, () => {
      expect(routeToPortal(undefined, 'parent', page))
        .to.have.property('problem')
        .that.contains('portal-origin');
    });
  }
});
