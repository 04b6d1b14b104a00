import { expect } from 'chai';
import { dispose, schedule, tag } from '../../samples.js';
import { failure } from '../../failure.js';
import { setup } from './integra.fixture.js';

const bodies = (requests: Request[]) =>
  Promise.all(requests.map(async (request) => [new URL(request.url).pathname.split('/').pop(), await request.text()]));
const out = (status: number, text = '') => new Response(text, { status });
const signInPage =
  '<form action="j_security_check"><input name="j_username"><input type="password" name="j_password"></form>';

describe('Integra, when the sign-in is over,', () => {
  for (const [what, answer] of [
    ['401', () => out(401)],
    ['403', () => out(403)],
    ['the sign-in page', () => out(200, signInPage)],
  ] as const) {
    it(`asks the page for another one, once, and sends the same again (${what})`, async () => {
      const tokens = ['Basic old', 'Basic new'];
      const { requests, transport } = setup([answer(), out(200, '1')], { authorization: () => tokens.shift() });
      expect((await transport.send(dispose)).status).to.equal('confirmed');
      expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal(['Basic old', 'Basic new']);
      const [first, second] = await bodies(requests);
      expect(second).to.deep.equal(first);
    });

    it(`fails with UNAUTHORIZED when the other one is no better (${what})`, async () => {
      let asked = 0;
      const { requests, transport } = setup([answer(), answer(), out(200, '1')], {
        authorization: () => `Basic ${asked++}`,
      });
      expect((await failure(transport.send(dispose))).code).to.equal('UNAUTHORIZED');
      expect([requests.length, asked]).to.deep.equal([2, 2]);
    });
  }

  it('does not ask a page that gives none', async () => {
    const { requests, transport } = setup([out(401)]);
    expect((await failure(transport.send(dispose))).code).to.equal('UNAUTHORIZED');
    expect(requests).to.have.length(1);
  });
});

describe('Integra, when a command may have arrived before,', () => {
  it('takes out that very callback before it puts it in again [C-150 C-151]', async () => {
    const { requests, transport } = setup([out(200, '1'), out(200, '1')]);
    await transport.send(schedule, true);
    const [[remove, body], [add]] = (await bodies(requests)) as [string[], string[]];
    expect([remove, add]).to.deep.equal(['RemoveScheduleDialerCall', 'ScheduleDialerCall']);
    expect(body).to.equal(
      'campaign=Ventas-%3E&destination=098344484&from=2016-10-10+14%3A59%3A59&to=2016-10-10+15%3A00%3A01',
    );
  });

  for (const answer of ['0', '', '<p>']) {
    it(`does not put it in again while the first may still be there (“${answer}”)`, async () => {
      const { requests, transport } = setup([out(200, answer)]);
      expect((await failure(transport.send(schedule, true))).code).to.equal('PROTOCOL');
      expect(requests).to.have.length(1);
    });
  }

  it('repeats a tag as it is, and takes nothing out the first time', async () => {
    const { requests, transport } = setup();
    await transport.send({ ...tag, phone: '091000000' }, true);
    await transport.send(schedule);
    expect((await bodies(requests)).map(([path]) => path)).to.deep.equal(['TagRecord', 'ScheduleDialerCall']);
    expect(transport.repeats).to.deep.equal(['tag', 'schedule', 'blacklist']);
  });
});
