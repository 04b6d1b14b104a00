import { expect } from 'chai';
import { PortalSimulator } from '../../src/simulator/index.js';
import Porthole from '../../vendor/porthole.js';
import { call, cti, hangup } from '../samples.js';
import { failure } from '../failure.js';
import { closeForms, openForm, otherOrigin, timeout, type Place } from '../transports/portal/portal.fixture.js';
import { envelope } from './attacker.js';

afterEach(closeForms);

/** Puts another page between this one and the form. */
const nested =
  (between: string, sealed = false): Place =>
  (frame, url) => {
    const inner = sealed ? { options: JSON.parse(decodeURIComponent(new URL(url).search.slice(1))) } : { url };
    frame.src = `${between}/test/fixtures/nest.html?${encodeURIComponent(JSON.stringify(inner))}`;
    document.body.append(frame);
  };

const withPolicy =
  (policy: ReferrerPolicy): Place =>
  (frame, url) => {
    frame.referrerPolicy = policy;
    frame.src = url;
    document.body.append(frame);
  };

const inShadow: Place = (frame, url) => {
  const host = document.createElement('div');
  host.attachShadow({ mode: 'open' }).append(frame);
  frame.src = url;
  document.body.append(host);
};

/** The form gets its guid from this page, and nobody else could give it. */
async function isAnswered(form: Awaited<ReturnType<typeof openForm>>, posts = 1) {
  const reply = form.send(call);
  await form.posts(posts);
  form.answer({ guid: 'real-1' });
  expect((await reply).guid).to.equal('real-1');
}

describe('a portal origin that is written', () => {
  const { host, port } = location;
  for (const [how, origin] of [
    ['with a path', `http://${host}/portal/agent?x=1#top`],
    ['in upper case', `HTTP://${host.toUpperCase()}`],
    ['with a trailing slash', `http://${host}/`],
    ['with a number in another base', `http://0x7f.1:${port}`],
  ] as const) {
    it(`${how} reaches the portal, in the browser’s own spelling`, async () => {
      const form = await openForm({ origin });
      await isAnswered(form);
      expect(form.posted[0]!.envelope.targetOrigin).to.equal(location.origin);
    });
  }

  for (const origin of [
    '*',
    '/',
    'null',
    'http://*.example',
    'portal.example',
    '//portal.example',
    'http://',
    'about:srcdoc',
    'data:,x',
  ]) {
    it(`as “${origin}” is refused by name, and nothing is posted`, async () => {
      const form = await openForm({ origin });
      const { code, message } = await failure(form.send(call));
      expect(code).to.equal('INVALID');
      expect(message).to.contain(`“${origin}”`);
      await form.settle();
      expect(form.posted).to.deep.equal([]);
    });
  }
});

describe('a page that is not the portal @engines', () => {
  for (const policy of ['', 'no-referrer'] as const) {
    it(`frames the form ${policy ? 'and asks for no referrer' : 'openly'}: it is told nothing`, async () => {
      const form = await openForm({ origin: 'https://portal.example' }, { place: withPolicy(policy) });
      for (const command of [call, hangup, cti]) {
        const sending = failure(form.send(command));
        await form.settle();
        form.post(envelope({ guid: 'forged-1' }));
        form.post(envelope({ CTI: { Guid: 'forged-1' } }));
        await form.pass(timeout); // a browser that does not name the framing page has to wait for an answer
        expect(await sending).to.have.property('code', 'UNREACHABLE');
      }
      expect(form.posted).to.deep.equal([]);
    });
  }

  it('is not taken for the portal because it speaks of other things', async () => {
    const form = await openForm({});
    for (const data of [{ event: 'tick' }, { action: 'CTI' }, [], null]) form.post(envelope(data));
    await form.settle();
    const sending = failure(form.send(hangup));
    await form.pass(timeout);
    expect((await sending).code).to.equal('UNREACHABLE');
    expect(
      form.posted.map(({ envelope: { data } }) => data),
      'only the question',
    ).to.deep.equal([{ action: 'CTI' }]);
  });

  it('stands between the portal and the form: the form speaks past it, and does not listen to it', async () => {
    const form = await openForm({ origin: location.origin, target: 'top' }, { place: nested(otherOrigin) });
    const reply = failure(form.send(call));
    await form.posts(1);
    expect(form.posted[0]!.envelope.targetOrigin).to.equal(location.origin);
    form.frame.contentWindow!.postMessage({ forge: envelope({ guid: 'forged-1' }) }, '*');
    await form.hears(1);
    await form.pass(timeout);
    expect((await reply).code).to.equal('TIMEOUT');
    expect(form.posted, 'the page between overheard nothing').to.have.length(1);
    await form.pass(timeout); // until the line is open again
    await isAnswered(form, 2);
  });
});

describe('a form @engines', () => {
  it('whose portal asks for no referrer is answered', async () => {
    const form = await openForm(undefined, { place: withPolicy('no-referrer') });
    const reply = form.send(call);
    await form.posts(1);
    // Where the browser does not name the parent, the question for the CTI object goes first.
    if (form.posted[0]!.envelope.data['action'] === 'CTI') {
      form.answer({ CTI: null });
      await form.posts(2);
    }
    form.answer({ guid: 'real-1' });
    expect((await reply).guid).to.equal('real-1');
  });

  it('in a srcdoc frame of the portal speaks with it, though its own address is none', async () => {
    const place: Place = (frame) => {
      frame.srcdoc = `<script>var options = { origin: '${location.origin}' }</script><script type="module" src="${location.origin}/test/.dom/fixtures/form.js"></script>`;
      document.body.append(frame);
    };
    const form = await openForm(undefined, { place });
    await isAnswered(form);
    expect(form.posted[0]!.envelope).to.include({ sourceOrigin: 'about://', targetOrigin: location.origin });
  });

  it('in a srcdoc frame of another page speaks with the portal above', async () => {
    const form = await openForm({ origin: location.origin, target: 'top' }, { place: nested(otherOrigin, true) });
    await isAnswered(form);
  });

  it('inside a shadow root is not found by a portal of plain porthole.js, and says that it may have happened', async () => {
    const failed: unknown[] = [];
    const { error } = console;
    console.error = (text: unknown) => failed.push(text);
    const portal = new Porthole.WindowProxy(null, 'form');
    const listener = () => portal.post({ guid: 'real-1' }, '*');
    portal.addEventListener(listener);
    const form = await openForm(undefined, { place: inShadow });
    failed.length = 0; // the test's own messages
    const sending = failure(form.send(call));
    await form.pass(timeout);
    const { code, message } = await sending;
    portal.removeEventListener(listener);
    console.error = error;
    expect(failed.join()).to.contain('TypeError');
    expect(code).to.be.oneOf(['TIMEOUT', 'UNREACHABLE']);
    expect(message).to.match(/may be ringing|No uContact portal answers/);
  });

  it('inside a shadow root is not found by the simulated portal either, which says so', async () => {
    const form = await openForm(undefined, { place: inShadow });
    const portal = new PortalSimulator({ frame: 'form', formOrigin: otherOrigin });
    const sending = failure(form.send(call));
    await form.pass(timeout);
    expect((await sending).code).to.be.oneOf(['TIMEOUT', 'UNREACHABLE']);
    expect(portal.log.map(({ refused }) => refused)).to.deep.equal(["It is not from the form's frame."]);
    portal.close();
  });
});
