import { expect } from 'chai';
import { call, dispose, entry, hangup, respool, schedule, tag } from '../../samples.js';
import { guid, sent } from './integra.fixture.js';

describe('the Integra transport’s bytes', () => {
  it('place a call [C-057 C-059 C-071 C-072 C-073 C-075]', async () => {
    const { url, body } = await sent(call, {}, guid);
    expect(url).to.equal('https://ucontact.example/Integra/resources/Agents/AgentCall');
    expect(body).to.equal(
      'callerid=099&agent=Agent1&phone=1001&tech=SIP&context=agents&outqueue=Sale-%3E&destination=091000000',
    );
  });

  it('name SIP unless another technology is set, and leave no documented name out [C-072 C-074]', async () => {
    const { body } = await sent({ ...call, callerId: undefined } as never, { agent: '', context: '' }, guid);
    expect(body).to.equal('callerid=&agent=&phone=1001&tech=SIP&context=&outqueue=Sale-%3E&destination=091000000');
    expect((await sent(call, { tech: 'IAX2' }, guid)).body).to.contain('tech=IAX2');
  });

  it('encode letters, spaces, plus signs and arrows once [C-059 C-061 C-065]', async () => {
    const { body } = await sent({ ...call, destination: '+598 12-345-678', campaign: 'Año <-' }, {}, guid);
    expect(body).to.contain('outqueue=A%C3%B1o+%3C-&destination=%2B598+12-345-678');
  });

  it('hang up with the agent’s phone and nothing else, in the documented spelling [C-079 C-080]', async () => {
    const { url, body } = await sent(hangup);
    expect(url).to.match(/Agents\/HungupPhone$/);
    expect(body).to.equal('phone=1001');
  });

  it('respool with one JSON text, encoded once [C-058 C-060 C-067 C-123 C-124 C-125]', async () => {
    const { url, body } = await sent(respool);
    expect(url).to.match(/Integra\/resources\/Dialers\/Respool$/);
    expect(body).to.equal(
      'callspool=%7B%22campaign%22%3A%22Ventas-%3E%22%2C%22destination%22%3A%22098344484%22%2C%22dialerbase%22%3A%22basetest%22%2C%22status%22%3A1%2C%22data%22%3A%22Par1%3DVal1%3APar2%3DVal2%22%2C%22alternatives%22%3A%22098124484%22%2C%22contact%22%3A222%2C%22retries%22%3A0%2C%22priority%22%3A9999%2C%22agentphone%22%3A%221001%22%7D',
    );
  });

  it('schedule with the six keys of the REST object and the wall clock as picked [C-069 C-070 C-130 C-131 C-132 C-134]', async () => {
    const { url, body } = await sent({
      ...schedule,
      at: '2015-10-11 15:00:00',
      entry: { ...entry, alternatives: ['099124484', '099121212'] },
    });
    expect(url).to.match(/Integra\/resources\/Dialers\/ScheduleDialerCall$/);
    expect(body).to.equal(
      'callschedule=%7B%22calldate%22%3A%222015-10-11+15%3A00%3A00%22%2C%22campaign%22%3A%22Ventas-%3E%22%2C%22destination%22%3A%22098344484%22%2C%22alternatives%22%3A%22099124484%3A099121212%22%2C%22agentphone%22%3A%221001%22%2C%22data%22%3A%22Par1%3DVal1%3APar2%3DVal2%22%7D',
    );
  });

  it('tag with the number, the call and the text [C-093 C-094]', async () => {
    const { url, body } = await sent({ ...tag, phone: '091000000' }, {}, '');
    expect(url).to.match(/Integra\/resources\/Agents\/TagRecord$/);
    expect(body).to.equal(`phone=091000000&guid=${guid}&data=complaint`);
  });

  it('dispose with every documented name, empty where nothing is set, and never an action [C-083 C-084 C-085 C-086 C-087 C-088 C-089]', async () => {
    const { url, body } = await sent(dispose);
    expect(url).to.match(/Integra\/resources\/api\/DispositionCall$/);
    expect(body).to.equal(
      `campaign=Sale-%3E&agent=Agent1&callerid=091000000&guid=${guid}&l1=Sale&l2=&l3=&d1=&d2=&comment=&schedule=&camptoreschedule=&tag=`,
    );
  });

  it('dispose with a callback [C-086 C-089]', async () => {
    const all = {
      level2: 'Card',
      level3: 'Visa',
      data1: 'a',
      data2: 'b',
      comment: 'c d',
      callbackAt: '2026-12-01 15:00:00',
      callbackCampaign: 'Back->',
      tag: 't',
    };
    const { body } = await sent({ ...dispose, ...all });
    expect(body).to.contain(
      '&l1=Sale&l2=Card&l3=Visa&d1=a&d2=b&comment=c+d&schedule=2026-12-01+15%3A00%3A00&camptoreschedule=Back-%3E&tag=t',
    );
  });

  it('leave the two newer names to servers that know them [C-086]', async () => {
    const { body } = await sent(dispose, { dialect: 'old' });
    expect(body).to.match(/&schedule=$/);
  });
});
