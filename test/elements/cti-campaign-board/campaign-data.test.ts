import { expect } from 'chai';
import type { Command, CommandType, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import { CampaignDataSource, durationsOf } from '../../../src/elements/cti-campaign-board/campaign-data.js';
import { clientOf, fakeTransport } from '../../fake-transport.js';

type Answers = { [T in CommandType]?: (command: Extract<Command, { type: T }>) => object };

function setup(answers: Answers) {
  const send = ({ type, ...rest }: Command) =>
    ({ status: 'confirmed', transport: 'fake', ...answers[type]?.({ type, ...rest } as never) }) as Reply;
  const dialer = fakeTransport({ can: Object.keys(answers) as CommandType[], send });
  const source = new CampaignDataSource(clientOf(Object.assign(dialer, { checks: supervisorChecks })), () => undefined);
  const round = async (...first: string[]) => {
    const before = dialer.sent.length;
    await source.ask(first, new AbortController().signal);
    return dialer.sent.slice(before);
  };
  return { source, round };
}

const campaigns = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `c${at}`, name: `C${at}`, figures: {}, raw: {} }));

const asked = (sent: readonly Command[]) =>
  sent.flatMap((command) => (command.type === 'campaignStatus' ? [command.campaign] : []));

describe('the figures of a campaign board', () => {
  it('come from 20 campaigns a round where each has to be asked for: first those that were not, and of those the ones shown first', async () => {
    const { source, round } = setup({
      campaigns: () => ({ campaigns: campaigns(25) }),
      campaignStatus: ({ campaign }) => ({
        campaigns: [{ id: campaign, name: '', figures: { TotalPendingCalls: 3 }, raw: {} }],
        unknown: [],
      }),
    });
    const first = asked(await round('c24', 'c23'));
    expect([first.length, ...first.slice(0, 3)]).to.deep.equal([20, 'c24', 'c23', 'c0']);
    expect(asked(await round()).slice(0, 5)).to.deep.equal(['c18', 'c19', 'c20', 'c21', 'c22']);
    expect([...source.campaigns.values()].every(({ figures }) => figures['TotalPendingCalls'] === 3)).to.equal(true);
  });

  it('need one status where it tells of several campaigns, and none where it adds nothing', async () => {
    const all = campaigns(5).map((each) => ({ ...each, figures: { total: 1 } }));
    const several = setup({
      campaigns: () => ({ campaigns: all }),
      campaignStatus: () => ({ campaigns: all.map((each) => ({ ...each, figures: { busy: 2 } })), unknown: [] }),
    });
    expect([asked(await several.round()), asked(await several.round())]).to.deep.equal([['c0'], ['c0']]);
    expect(several.source.campaigns.get('c4')?.figures).to.deep.equal({ total: 1, busy: 2 });
    const same = setup({
      campaigns: () => ({ campaigns: all }),
      campaignStatus: () => ({ campaigns: all.slice(0, 1), unknown: [] }),
    });
    expect([asked(await same.round()), asked(await same.round())]).to.deep.equal([['c0'], []]);
  });

  it('come with how many rows of the round could not be read', async () => {
    let unread: number | undefined = 2;
    const { source, round } = setup({
      campaigns: () => ({ campaigns: campaigns(1), unread }),
      statistics: () => ({ rows: [], unread }),
    });
    await round();
    expect(source.unread).to.equal(4);
    unread = undefined;
    await round();
    expect(source.unread).to.equal(0);
  });

  it('add up what all agents did today, by the calendar of UTC', async () => {
    const rows = [
      { campaign: 'c0', agent: 'a', figures: { numberOfCalls: 2 } },
      { campaign: 'c0', figures: { numberOfCalls: 3 } },
    ];
    const { source, round } = setup({ campaigns: () => ({ campaigns: campaigns(1) }), statistics: () => ({ rows }) });
    const [, question] = await round();
    const today = new Date().toISOString().slice(0, 10);
    expect(question).to.deep.equal({ type: 'statistics', from: today, to: today });
    expect(source.campaigns.get('c0')?.figures).to.deep.equal({ numberOfCalls: 5 });
  });

  it('stay as they were where a further command fails, and say why', async () => {
    let fails = false;
    const { source, round } = setup({
      campaigns: () => ({ campaigns: campaigns(2) }),
      campaignStatus: ({ campaign }) => {
        if (fails) throw new CtiError('TIMEOUT', 'No answer in time.');
        return { campaigns: [{ id: campaign, name: '', figures: { busy: 1 }, raw: {} }], unknown: [] };
      },
    });
    await round();
    fails = true;
    expect(asked(await round())).to.have.length(1);
    expect([source.problem?.message, source.campaigns.get('c1')?.figures]).to.deep.equal([
      'No answer in time.',
      { busy: 1 },
    ]);
    fails = false;
    await round();
    expect(source.problem).to.equal(undefined);
  });
});

describe('the times that Integra writes as text, on the campaign board', () => {
  const told: [text: unknown, seconds: number | undefined][] = [
    ['00:00:00-0', 0],
    ['01:02:10-17', 3730],
    ['100:00:01-2', 360_001],
    ['00:01:30', 90],
    ['00:75:00-0', undefined],
    ['130', undefined],
    [130, undefined],
    ['', undefined],
  ];
  for (const [text, seconds] of told)
    it(`are ${seconds ?? 'no'} seconds for ${JSON.stringify(text)}`, () => {
      expect(durationsOf({ talked: text, hold: '00:00:05-1' })).to.deep.equal({
        ...(seconds !== undefined && { talked: seconds }),
        hold: 5,
      });
    });

  it('are none where nothing is told', () => expect(durationsOf(undefined)).to.deep.equal({}));
});
