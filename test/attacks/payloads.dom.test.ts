import { expect } from 'chai';
import { call, cti } from '../samples.js';
import { failure } from '../failure.js';
import { closeForms, openForm, timeout } from '../transports/portal/portal.fixture.js';
import { envelope } from './attacker.js';

afterEach(closeForms);

const polluted = '"__proto__":{"admin":true,"guid":"forged","CTI":{}},"constructor":{"prototype":{"admin":true}}';

describe('a payload of the portal’s own window', () => {
  it('of 50 MB is dropped unread', async () => {
    const form = await openForm();
    const reply = form.send(call);
    await form.posts(1);
    form.answer({ guid: 'x1'.repeat(25_000_000) });
    form.answer({ guid: 'real-1' });
    expect((await reply).guid, 'not the long one').to.have.length(6);
    expect(await form.ask('look'), 'only the second').to.include({ heard: 2, parsed: 2 });
  });

  it('with __proto__ answers nothing and changes no object', async () => {
    const form = await openForm();
    const asked = failure(form.send(call));
    await form.posts(1);
    form.post(`{"data":{${polluted}},${polluted}}`);
    form.post(`{${polluted}}`);
    await form.pass(timeout);
    expect((await asked).code).to.equal('TIMEOUT');
    expect(await form.ask('polluted')).to.equal(false);
  });

  it('with __proto__ beside a CTI object gives that object and nothing more', async () => {
    const form = await openForm();
    const asked = form.send(cti);
    await form.posts(1);
    form.post(
      `{"data":{"CTI":{"Guid":"g-1","Campaign":"Sale->","Callerid":"091000000","Dialer":{${polluted}},${polluted}}}}`,
    );
    const { raw, ...read } = (await asked).cti;
    expect(read).to.deep.equal({ guid: 'g-1', campaign: 'Sale->', callerId: '091000000', data: [] });
    expect(await form.ask('polluted')).to.equal(false);
  });

  it('nested ten thousand deep fails the question, and nothing else', async () => {
    const form = await openForm();
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    for (const [command, key] of [
      [call, 'guid'],
      [cti, 'CTI'],
    ] as const) {
      const asked = failure(form.send(command));
      await form.posts(command === call ? 1 : 2);
      form.post(`{"data":{"${key}":${deep}}}`);
      expect((await asked).code, key).to.equal('PROTOCOL');
    }
    form.post(`{"data":${deep}}`);
    await form.settle();
    const again = form.send({ ...call, destination: '092000000' });
    await form.posts(3);
    form.post(envelope({ guid: 'real-1' }));
    expect((await again).guid).to.equal('real-1');
  });

  it('that floods the form does not hold it, and is heard again after a second', async () => {
    const form = await openForm();
    const { parsed: before } = await form.ask('look');
    const reply = form.send(call);
    await form.posts(1);
    for (let i = 0; i < 2_000; i++) form.post('{"data":{"event":"tick"}}');
    form.answer({ guid: 'drowned-1' });
    await form.pass(999);
    const { parsed, heard } = await form.ask('look');
    expect([parsed - before, heard]).to.deep.equal([200, 2_001]);
    form.answer({ guid: 'still drowned' });
    await form.pass(1);
    form.answer({ guid: 'real-1' });
    expect((await reply).guid).to.equal('real-1');
  });
});
