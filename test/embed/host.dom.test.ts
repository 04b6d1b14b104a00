import { expect } from 'chai';
import { embedCti } from '../../src/embed/index.js';
import { failure } from '../failure.js';
import { holdClock } from '../clock.js';
import { embedPlayed, loaded, meet, once, origin, otherOrigin, until, yes } from './embed.fixture.js';

const src = `${origin}/test/fixtures/played-widget.html`;

describe('the address of a widget', () => {
  for (const wrong of [
    '*',
    '',
    '/',
    'null',
    `${origin}/`,
    `${origin}/widget`,
    origin.toUpperCase(),
    'https://*.example',
    '//widget.example',
    'file://',
    'https://user@widget.example',
  ])
    it(`with the origin “${wrong}” is refused, and no frame is made`, () => {
      const container = document.createElement('div');
      expect(() => embedCti(container, { src, origin: wrong }))
        .to.throw()
        .with.include({ code: 'INVALID', field: 'origin' });
      expect(container.childElementCount).to.equal(0);
    });

  for (const wrong of [
    `${otherOrigin}/widget.html`,
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    src.replace('//', '//agent:secret@'),
  ])
    it(`${wrong} is refused at another origin or with a password, which is not repeated`, () => {
      expect(() => embedCti(document.body, { src: wrong, origin }))
        .to.throw(/^(?!.*secret)/)
        .with.property('field', 'src');
    });

  it('stands in a frame with a name, that may not lead the page away, and carries nothing that the page gave', () => {
    const { frame } = embedPlayed({
      title: 'Phone',
      agent: 'Agent1',
      phone: '1001',
      campaign: 'Sale->',
      authorization: () => 'Basic secret',
    });
    expect(frame.title).to.equal('Phone');
    expect(frame.src).to.equal(src);
    expect(frame.sandbox.value).to.equal('allow-scripts allow-same-origin allow-forms allow-downloads');
    expect(frame.allow).to.equal('');
    expect(frame.outerHTML).not.to.match(/secret|Agent1|1001/);
  });
});

describe('a CRM page whose widget is not there yet', () => {
  it('keeps a dial for 5 seconds and then says that nothing was dialled', async () => {
    const clock = holdClock();
    const embed = embedPlayed();
    const loading = embed.next();
    let dials = 0;
    let hasFailed = false;
    const dialling = failure(embed.dial('091000000')).finally(() => (hasFailed = true));
    await clock.tickAsync(4_999);
    expect(hasFailed).to.equal(false);
    await clock.tickAsync(1);
    const { code, message } = await dialling;
    expect(code).to.equal('UNREACHABLE');
    expect(message).to.contain('nothing was sent').and.to.contain(origin);
    await meet(await loading, { dial: () => ((dials += 1), yes['dial']!()) });
    await embed.snapshot();
    expect(dials, 'it does not go out later').to.equal(0);
  });

  it('sends a dial that it kept once the widget is there', async () => {
    const embed = embedPlayed();
    const reply = embed.dial('091000000', { campaign: 'Sale->' });
    const dialled: unknown[] = [];
    await meet(await embed.next(), { dial: (...given) => (dialled.push(given), yes['dial']!()) });
    expect(await reply).to.include({ guid: 'guid-1', status: 'confirmed' });
    expect(dialled).to.deep.equal([['091000000', 'Sale->']]);
  });

  it('is told after the time that it set, by the promise, the event and a visible line, and goes on with one that comes later', async () => {
    const clock = holdClock();
    const embed = embedPlayed({ connectTimeout: 7777 });
    const [event, notice] = [once(embed, 'error'), embed.frame.previousElementSibling!];
    const window = await embed.next();
    await clock.tickAsync(7_776);
    expect(notice.textContent).to.equal('');
    await clock.tickAsync(1);
    const { code, message } = await failure(embed.ready);
    expect(code).to.equal('UNREACHABLE');
    expect(message).to.match(/frame-ancestors.*portside-hosts/);
    expect((await event).error.message).to.equal(message);
    expect(notice.textContent).to.equal(message);
    await meet(window);
    expect(await embed.dial('091000000')).to.include({ guid: 'guid-1' });
    expect(notice.textContent).to.equal('');
  });

  it('gives what is no text to nobody', async () => {
    expect(await failure(embedPlayed().dial(91 as never))).to.include({ code: 'INVALID', field: 'destination' });
  });
});

describe('a widget of another version', () => {
  it('is refused with both versions, and is given no settings', async () => {
    const embed = embedPlayed({ agent: 'Agent1' });
    const dialling = failure(embed.dial('091000000'));
    const { welcome } = await meet(await embed.next(), {}, { protocol: 3, page: 'first' });
    expect(welcome).to.deep.equal({ protocol: 2 });
    for (const error of [await dialling, await failure(embed.ready), await failure(embed.dial('091000000'))]) {
      expect(error).to.have.property('code', 'UNSUPPORTED');
      expect(error.message).to.contain('version 3').and.to.contain('version 2');
    }
    expect(embed.frame.previousElementSibling!.textContent).to.contain('version 3');
  });

  it('that is loaded again in this version is taken', async () => {
    const embed = embedPlayed();
    await meet(await embed.next(), {}, { protocol: 3, page: 'first' });
    const next = embed.next();
    embed.frame.contentWindow!.location.reload();
    await meet(await next, {}, { protocol: 2, page: 'second' });
    expect(await embed.dial('091000000')).to.include({ guid: 'guid-1' });
  });
});

describe('a widget that is loaded again @engines', () => {
  it('leaves no dial without a word: it may have happened, and is not dialled again', async () => {
    const embed = embedPlayed({ campaign: 'Sale->' });
    let dials = 0;
    await meet(await embed.next(), { dial: () => ((dials += 1), new Promise(() => undefined)) });
    const dialling = failure(embed.dial('091000000'));
    await until(() => dials);
    const next = embed.next();
    embed.frame.contentWindow!.location.reload();
    const { welcome } = await meet(
      await next,
      { dial: () => ((dials += 1), yes['dial']!()) },
      { protocol: 2, page: 'second' },
    );
    const { code, message } = await dialling;
    expect(code).to.equal('TIMEOUT');
    expect(message).to.contain('may have been placed');
    expect(dials).to.equal(1);
    expect(welcome.settings, 'it is given what there is').to.include({ campaign: 'Sale->' });
    expect(await embed.dial('099')).to.include({ guid: 'guid-1' });
  });

  it('because its frame was moved in the page is found again', async () => {
    const embed = embedPlayed();
    await meet(await embed.next());
    const next = embed.next();
    document.body.prepend(embed.frame);
    await meet(await next, {}, { protocol: 2, page: 'second' });
    expect(await embed.dial('091000000')).to.include({ guid: 'guid-1' });
  });

  it('and stays away is noticed: the frame’s page has to answer', async () => {
    const clock = holdClock();
    const embed = embedPlayed({ connectTimeout: 7777 });
    await meet(await embed.next());
    await embed.ready;
    await clock.tickAsync(60_000);
    const [gone, error] = [loaded(embed.frame), once(embed, 'error')];
    embed.frame.src = `${origin}/test/fixtures/attacker.html`;
    await gone;
    await clock.tickAsync(7_777);
    expect((await error).error.code).to.equal('UNREACHABLE');
  });
});

describe('a dial while the widget is lost', () => {
  const elsewhere = `${origin}/test/fixtures/attacker.html`;
  /** However the page behind the frame is lost after it was met; whether its load event tells. */
  const losses: Record<string, (frame: HTMLIFrameElement) => Promise<unknown> | void> = {
    'taken out of the page': (frame) => frame.remove(),
    'taken out with its container': (frame) => frame.parentElement?.replaceChildren(),
    'replaced by another frame': (frame) => frame.replaceWith(document.createElement('iframe')),
    'led to an empty page': (frame) => ((frame.src = 'about:blank'), loaded(frame)),
    'led to another page': (frame) => ((frame.src = elsewhere), loaded(frame)),
    'led elsewhere by its own page': (frame) => (frame.contentWindow?.location.replace(elsewhere), loaded(frame)),
  };
  for (const [how, lose] of Object.entries(losses))
    it(`says after 5 seconds that nothing was dialled, and dials nothing: ${how}`, async () => {
      const container = document.createElement('div');
      document.body.append(container);
      const embed = embedPlayed({}, container);
      let dials = 0;
      await meet(await embed.next(), { dial: () => ((dials += 1), yes['dial']!()) });
      await embed.ready;
      await lose(embed.frame);
      const clock = holdClock();
      let isOver = false;
      const dialling = failure(embed.dial('091000000')).finally(() => (isOver = true));
      await clock.tickAsync(4_999);
      expect(isOver).to.equal(false);
      await clock.tickAsync(1);
      expect(await dialling).to.include({ code: 'UNREACHABLE', maybeSent: false });
      expect(dials).to.equal(0);
      container.remove();
    });

  it('says so as well where its page says nothing any more, as one that crashed, and by the event and the visible line', async () => {
    const embed = embedPlayed();
    let dials = 0;
    const silent = () => new Promise(() => undefined);
    await meet(await embed.next(), { snapshot: silent, dial: () => ((dials += 1), yes['dial']!()) });
    await embed.ready;
    const clock = holdClock();
    const [dialling, told] = [failure(embed.dial('091000000')), once(embed, 'error')];
    await clock.tickAsync(5_000);
    const { code, maybeSent, message } = await dialling;
    expect([code, maybeSent, dials]).to.deep.equal(['UNREACHABLE', false, 0]);
    expect((await told).error.code).to.equal('UNREACHABLE');
    expect(embed.frame.previousElementSibling?.textContent).to.equal(message);
  });

  it('goes to the page that is there within that time: the frame was moved just before', async () => {
    const embed = embedPlayed();
    await meet(await embed.next());
    await embed.ready;
    const next = embed.next();
    document.body.prepend(embed.frame);
    const reply = embed.dial('091000000');
    const dialled: unknown[] = [];
    await meet(
      await next,
      { dial: (...given) => (dialled.push(given), yes['dial']!()) },
      { protocol: 2, page: 'second' },
    );
    expect(await reply).to.include({ guid: 'guid-1' });
    expect(dialled).to.deep.equal([['091000000', '']]);
  });

  it('is dialled once, by the page that comes, where the one before was loaded again before it had answered', async () => {
    const embed = embedPlayed();
    let dials = 0;
    let asked = 0;
    const dial = () => ((dials += 1), yes['dial']!());
    await meet(await embed.next(), { snapshot: () => ((asked += 1), new Promise(() => undefined)), dial });
    await embed.ready;
    const reply = embed.dial('091000000');
    await until(() => asked);
    const next = embed.next();
    embed.frame.contentWindow!.location.reload();
    await meet(await next, { dial }, { protocol: 2, page: 'second' });
    expect(await reply).to.include({ guid: 'guid-1' });
    expect(dials).to.equal(1);
  });

  it('is CANCELED, and surely not dialled, where the handle is destroyed while it waits', async () => {
    const embed = embedPlayed();
    let asked = 0;
    await meet(await embed.next(), { snapshot: () => ((asked += 1), new Promise(() => undefined)) });
    await embed.ready;
    const dialling = failure(embed.dial('091000000'));
    await until(() => asked);
    embed.destroy();
    expect(await dialling).to.include({ code: 'CANCELED', maybeSent: false });
  });
});

describe('a page that embeds the widget a second time', () => {
  it('is told so beside the second one, until the first is destroyed', async () => {
    const [first, second] = [embedPlayed(), embedPlayed()];
    const lineOf = ({ frame }: typeof first) => frame.previousElementSibling?.textContent;
    expect((await once(second, 'error')).error).to.include({ code: 'INVALID' });
    expect(lineOf(first)).to.equal('');
    expect(lineOf(second)).to.contain('Call destroy() of the first');
    await meet(await second.next());
    await second.ready;
    expect(lineOf(second)).to.contain('embeds the same widget twice');
    first.destroy();
    expect(lineOf(second)).to.equal('');
  });

  it('is told so also where both containers come into the page later, and where the addresses differ by a query', async () => {
    const [one, other] = [document.createElement('div'), document.createElement('div')];
    const first = embedPlayed({}, one);
    const second = embedPlayed({ src: `${first.frame.src}?crm=2` }, other);
    const lineOf = ({ frame }: typeof first) => frame.previousElementSibling?.textContent;
    expect([first, second].map(lineOf)).to.deep.equal(['', '']);
    document.body.append(other);
    await second.next();
    const told = once(first, 'error');
    document.body.append(one);
    expect((await told).error.message).to.contain('embeds the same widget twice');
    expect(lineOf(first)).to.contain('Call destroy() of the first');
    expect(lineOf(second)).to.equal('');
    second.destroy();
    expect(lineOf(first)).to.equal('');
    other.remove();
    one.remove();
  });

  it('is told nothing where the first one went, with or without destroy()', async () => {
    const container = document.createElement('div');
    document.body.append(container);
    embedPlayed({}, container);
    container.remove();
    embedPlayed().destroy();
    const third = embedPlayed();
    expect(third.frame.previousElementSibling?.textContent).to.equal('');
  });
});
