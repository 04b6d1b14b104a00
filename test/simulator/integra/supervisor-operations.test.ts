import { expect } from 'chai';
import { ask, form, server, start } from './integra.fixture.js';

beforeEach(() => start());

describe('the Integra simulator’s campaigns and workflows', () => {
  it('answer a summary that ends with what is no campaign [C-162] [C-163] [C-164]', async () => {
    start({ campaigns: ['Power<-', 'test->'], now: () => Date.UTC(2018, 10, 2, 11, 31, 42) });
    server.addCall({ campaign: 'Power<-' });
    const { text } = await ask('Supervisor/queuesummary', '');
    const end = { internalActionId: '1982468278_6312', dateReceived: 'Nov 2, 2018 11:31:42 AM' };
    const waiting = { holdTime: 18, talkTime: 130, longestHoldTime: 220, ...end };
    expect(JSON.parse(text)).to.deep.equal([
      { queue: 'Power<-', loggedIn: 2, available: 1, callers: 1, ...waiting },
      { queue: 'test->', loggedIn: 2, available: 2, callers: 0, ...waiting },
      end,
    ]);
    expect((await ask('Supervisor/queuesummary', 'x=1')).text).to.equal('0');
  });

  it('answer every campaign to the question for one, numbers as text, and what is none [C-166] [C-167] [C-168] [C-169] [C-170]', async () => {
    start({ campaigns: ['Power<-', 'test->'] });
    const { text } = await ask('Supervisor/campaignstatus', 'queue=Power%3C-');
    const answer = JSON.parse(text);
    expect(Object.keys(answer)).to.deep.equal(['Power<-', 'test->', 'Agent1']);
    expect(Object.keys(answer['Power<-'])).to.have.length(21);
    expect(answer['test->']).to.include({
      campaign: 'test->',
      abandonedlevel: '0',
      servicelevel: '0.0',
      slevelthreshold: '3',
      talked: '00:00:00-0',
    });
    expect(answer['Agent1']).not.to.have.property('campaign');
    for (const body of ['', 'queue=', 'queue=x', 'campaign=Power%3C-'])
      expect((await ask('Supervisor/campaignstatus', body)).text, body).to.equal('0');
  });

  it('take a workflow’s parameters as a JSON object and answer OK [C-091] [C-092]', async () => {
    const call = { context: 'in', extension: '700', jsonparams: '{"a":{"b":[1]}}' };
    const answers = async (changes: Record<string, string>) =>
      (await ask('admin/CallWorkflow', form({ ...call, ...changes }))).text;
    expect(await answers({})).to.equal('OK');
    expect(server.state.workflows).to.deep.equal([{ context: 'in', extension: '700', jsonparams: { a: { b: [1] } } }]);
    for (const changes of [
      { jsonparams: '[]' },
      { jsonparams: '' },
      { jsonparams: '"{}"' },
      { context: '' },
      { extension: '' },
      { x: '1' },
    ] as Record<string, string>[])
      expect(await answers(changes), JSON.stringify(changes)).to.equal('0');
  });
});
