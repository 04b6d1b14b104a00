import { expect } from 'chai';
import { call, callWithPhone, cti, hangup, respool, respoolObject, schedule, tag } from '../../samples.js';
import { failure } from '../../failure.js';
import { closeForms, openForm, timeout } from './portal.fixture.js';

afterEach(closeForms);

const same = { origin: location.origin };

describe('the portal’s replies @engines', () => {
  for (const command of [call, callWithPhone]) {
    it(`give a ${command.type} its guid [C-026 C-027]`, async () => {
      const form = await openForm();
      const reply = form.send(command);
      await form.posts(1);
      form.answer({ guid: 'g-1' });
      expect(await reply).to.deep.equal({ status: 'confirmed', transport: 'portal', guid: 'g-1' });
    });
  }

  it('give the CTI object, as object or as JSON text [C-028 C-029]', async () => {
    const form = await openForm();
    for (const [i, CTI] of [respoolObject, JSON.stringify(respoolObject)].entries()) {
      const reply = form.send(cti);
      await form.posts(i + 1);
      form.answer({ CTI });
      expect((await reply).cti)
        .to.deep.include({ campaign: 'Ventas->' })
        .and.nested.include({ 'entry.contact': 222 });
    }
  });

  for (const data of [{ CTI: null }, { CTI: '' }, { CTI: {} }, {}]) {
    it(`mean “no call” when they say ${JSON.stringify(data)} [C-030]`, async () => {
      const form = await openForm();
      const reply = form.send(cti);
      await form.posts(1);
      form.answer(data);
      expect(await reply).to.deep.equal({ status: 'confirmed', transport: 'portal', cti: null });
    });
  }

  it('fail the question when the CTI object cannot be read', async () => {
    const form = await openForm();
    const reply = failure(form.send(cti));
    await form.posts(1);
    form.answer({ CTI: 'nonsense' });
    expect(await reply).to.include({ code: 'PROTOCOL', detail: 'nonsense' });
  });

  for (const guid of [0, '0', '', null]) {
    it(`reject a call whose guid is ${JSON.stringify(guid)} [C-031]`, async () => {
      const form = await openForm();
      const reply = failure(form.send(call));
      await form.posts(1);
      form.answer({ guid });
      expect((await reply).code).to.equal('REJECTED');
    });
  }

  it('make no sense when the guid is no text', async () => {
    const form = await openForm();
    const reply = failure(form.send(call));
    await form.posts(1);
    form.answer({ guid: { a: 1 } });
    expect((await reply).code).to.equal('PROTOCOL');
  });

  it('are heard whatever window name they claim [C-038]', async () => {
    const form = await openForm();
    const reply = form.send(call);
    await form.posts(1);
    form.answer({ guid: 'g-1' }, 'some other name');
    expect((await reply).guid).to.equal('g-1');
  });

  it('are not waited for where the portal has none [C-040]', async () => {
    const form = await openForm();
    for (const command of [hangup, respool, schedule, tag]) {
      expect(await form.send(command)).to.deep.equal({ status: 'sent', transport: 'portal' });
    }
    await form.posts(4);
  });

  it('come to two calls in line, each its own [C-041]', async () => {
    const form = await openForm();
    const first = form.send(call);
    const second = form.send({ ...callWithPhone, destination: '092000000' });
    await form.settle();
    expect(form.posted).to.have.length(1);
    form.answer({ guid: 'g-1' });
    await form.posts(2);
    form.answer({ guid: 'g-2' });
    expect([(await first).guid, (await second).guid]).to.deep.equal(['g-1', 'g-2']);
  });

  it('are not waited for by a call whose turn does not come within 5 seconds: it is refused and never posted', async () => {
    const form = await openForm();
    const first = form.send(call);
    let isRefused = false;
    const second = failure(form.send({ ...callWithPhone, destination: '092000000' })).finally(() => (isRefused = true));
    await form.pass(4_999);
    expect(isRefused).to.equal(false);
    await form.pass(1);
    expect((await second).code).to.equal('BUSY');
    form.answer({ guid: 'g-1' });
    expect((await first).guid).to.equal('g-1');
    const third = form.send({ ...call, destination: '093000000' });
    await form.posts(2);
    form.answer({ guid: 'g-2' });
    expect((await third).guid).to.equal('g-2');
    expect(form.posted.map(({ envelope }) => envelope.data['destination'])).to.deep.equal([
      call.destination,
      '093000000',
    ]);
  });

  it('answer a question for the CTI object while a call still waits', async () => {
    const form = await openForm();
    const placed = form.send(call);
    const asked = form.send(cti);
    await form.posts(2);
    form.answer({ CTI: null });
    form.answer({ guid: 'g-1' });
    expect([(await asked).cti, (await placed).guid]).to.deep.equal([null, 'g-1']);
  });

  it('never answer the next call when nobody asked, when they are late, or when they come twice [C-042]', async () => {
    const form = await openForm();
    form.answer({ guid: 'unasked' });
    await form.settle();
    const silent = failure(form.send(call));
    await form.pass(timeout);
    expect((await silent).code).to.equal('TIMEOUT');
    const next = form.send({ ...call, destination: '092000000' });
    await form.settle();
    expect(form.posted, 'held back while a late answer may come').to.have.length(1);
    form.answer({ guid: 'late' });
    await form.posts(2);
    form.answer({ guid: 'late' });
    await form.settle();
    form.answer({ guid: 'g-2' });
    expect((await next).guid).to.equal('g-2');
  });

  it('end a call that stays without one after the time-out, and say that it may have happened [C-043]', async () => {
    const form = await openForm({ origin: location.origin, timeout: 120 });
    let hasEnded = false;
    const ended = failure(form.send(call)).finally(() => (hasEnded = true));
    await form.pass(119);
    expect(hasEnded).to.equal(false);
    await form.pass(1);
    const { code, message } = await ended;
    expect(code).to.equal('TIMEOUT');
    expect(message).to.contain('may have happened');
    expect(form.posted).to.have.length(1);
  });

  it('are heard when they come inside the post [C-045]', async () => {
    const form = await openForm(same, same);
    const { postMessage } = window;
    const child = form.child as Window & typeof globalThis;
    window.postMessage = () => {
      const data = JSON.stringify({ data: { guid: 'at once' } });
      child.dispatchEvent(new child.MessageEvent('message', { data, origin: location.origin, source: window }));
    };
    try {
      expect((await form.send(call)).guid).to.equal('at once');
    } finally {
      window.postMessage = postMessage;
    }
  });

  it('stop when the transport is closed: what waits is cancelled, and nothing more is sent', async () => {
    const form = await openForm();
    const waiting = failure(form.send(call));
    await form.posts(1);
    await form.ask('close');
    expect((await waiting).code).to.equal('CANCELED');
    expect((await failure(form.send(call))).code).to.equal('CANCELED');
    expect(form.posted).to.have.length(1);
  });
});
