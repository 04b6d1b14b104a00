import { expect } from 'chai';
import { entry } from '../../samples.js';
import { failure } from '../../failure.js';
import { ok, contact, setup } from './voicenter.fixture.js';

describe('Voicenter’s answers', () => {
  it('are a yes with 0, as a number or as text [C-228 C-231]', async () => {
    for (const code of ['0', '"0"']) {
      const { client } = setup(`{"ErrorCode":${code},"Description":"OK"}`);
      expect(await client.send({ type: 'startCampaign', campaign: 'camp' })).to.deep.equal({
        status: 'confirmed',
        transport: 'voicenter',
      });
    }
  });

  for (const [code, words] of [
    [1, 'campaign code'],
    [2, 'this number'],
    [3, 'failed inside'],
    [4, 'caller id'],
  ] as const) {
    it(`say by ErrorCode ${code} of a new call what was wrong [C-229]`, async () => {
      const error = await failure(
        setup(`{"ErrorCode":${code},"Description":"d"}`).client.send({ type: 'addContact', campaign: 'camp', contact }),
      );
      expect(error).to.include({ code: 'REJECTED' });
      expect(error.message).to.contain(words);
      const other = await failure(
        setup(`{"ErrorCode":${code},"Description":"of another"}`).client.send({
          type: 'startCampaign',
          campaign: 'camp',
        }),
      );
      expect(other?.message, 'nobody says what the code means there')
        .to.contain('of another')
        .and.to.contain(`(${code})`);
    });
  }

  it('leave their first 200 letters for a detail', async () => {
    const text = JSON.stringify({ ErrorCode: 77, Description: 'x'.repeat(300) });
    const error = await failure(setup(text).client.send({ type: 'startCampaign', campaign: 'camp' }));
    expect(error.detail).to.equal(text.slice(0, 200));
  });

  it('are a no with any other code, also with HTTP 200 [C-230]', async () => {
    const error = await failure(
      setup('{"ErrorCode":77,"Description":"Quota"}').client.send({ type: 'addContact', campaign: 'camp', contact }),
    );
    expect(error).to.include({ code: 'REJECTED', message: 'Voicenter refused this (77): Quota' });
  });

  for (const text of ['{ ErrorCode: 0, Description: "OK" }', '<html>', '', '{}', 'null']) {
    it(`make no sense as ${JSON.stringify(text)}, and the error has the raw text [C-232]`, async () => {
      const error = await failure(setup(text).client.send({ type: 'clearPendingCalls', campaign: 'camp' }));
      expect([error.code, error.detail]).to.deep.equal(['PROTOCOL', text]);
    });
  }
});

describe('Voicenter, before any byte,', () => {
  const refused: [string, object, string][] = [
    ['a call without a campaign [C-217]', { type: 'addContact', campaign: ' ', contact }, 'campaign'],
    [
      'a call without a number [C-217]',
      { type: 'addContact', campaign: 'camp', contact: { destination: '' } },
      'contact.destination',
    ],
    [
      'a second number',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, alternatives: ['1'] } },
      'contact.alternatives',
    ],
    ['an agent', { type: 'addContact', campaign: 'camp', contact: { ...contact, agent: '1001' } }, 'contact.agent'],
    [
      'a time of many',
      { type: 'addContacts', campaign: 'camp', contacts: [contact, { ...contact, at: '2026-12-01 10:00:00' }] },
      'contacts.1.at',
    ],
    [
      'a time of the year 9999 [C-225]',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, at: '9999-12-31 00:00:00' } },
      'contact.at',
    ],
    [
      'an hour that does not exist',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, at: '2026-03-27 02:30:00' } },
      'contact.at',
    ],
    [
      'a priority with a fraction [C-226]',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, priority: 1.5 } },
      'contact.priority',
    ],
    [
      'a callback for an agent’s phone',
      { type: 'schedule', at: '2026-12-01 10:00:00', entry: { campaign: 'c', destination: '1', agentPhone: '1001' } },
      'entry.agentPhone',
    ],
    [
      'a callback to several numbers',
      { type: 'schedule', at: '2026-12-01 10:00:00', entry: { ...entry, agentPhone: '' } },
      'entry.alternatives',
    ],
    [
      'the cancelling of one time, since all would go',
      { type: 'cancelSchedule', campaign: 'camp', number: '050', on: '2026-12-01' },
      'on',
    ],
    ['the removal by an id', { type: 'removeContact', campaign: 'camp', number: '050', id: '7' }, 'id'],
    ['the removal of nobody', { type: 'removeContact', campaign: 'camp' }, 'number'],
    ['a penalty', { type: 'addMembers', campaign: 'camp', members: ['m'], penalty: '1' }, 'penalty'],
  ];
  for (const [what, command, field] of refused) {
    it(`refuses ${what}`, async () => {
      const { seen, client } = setup();
      expect(await failure(client.send(command as never))).to.include({ code: 'INVALID', field });
      expect(seen).to.deep.equal([]);
    });
  }

  it('refuses a time without the zone of the page’s times', async () => {
    const { seen, client } = setup(ok, { timeZone: '' });
    const at = '2026-12-01 10:00:00';
    for (const type of ['addContact', 'updateContact'] as const)
      expect(await failure(client.send({ type, campaign: 'camp', contact: { ...contact, at } }))).to.include({
        code: 'INVALID',
        field: 'contact.at',
      });
    expect(seen).to.deep.equal([]);
  });

  it('refuses a strategy and an IVR that are no numbers, and no campaign at all', async () => {
    const { seen, transport } = setup();
    for (const coefficient of [NaN, Infinity, '1' as never])
      expect(await failure(transport.updateStrategy('camp', { coefficient }))).to.include({
        code: 'INVALID',
        field: 'strategy',
      });
    for (const maxCalls of [NaN, -1, 1.5, 2 ** 53, '5' as never])
      expect(await failure(transport.configureIvr('camp', { maxCalls, representatives: [] }))).to.include({
        code: 'INVALID',
        field: 'maxCalls',
      });
    expect(await failure(transport.updateStrategy(' ', {}))).to.include({ code: 'INVALID', field: 'campaign' });
    expect(seen).to.deep.equal([]);
    await transport.configureIvr(' camp ', { maxCalls: 0, representatives: ['SIP1'] });
    expect(JSON.parse(seen[0]!.body)).to.deep.equal({
      Campaign: 'camp',
      ConcurrentStrategy: { setMaxCalls: 0 },
      RepresentativeList: ['SIP1'],
    });
  });

  it('says what is not set up', () => {
    const { client } = setup(ok, { code: '', timeZone: '' });
    expect(client.supports('campaigns'))
      .to.deep.include({ ok: false })
      .and.to.have.property('reason')
      .that.contains('code');
    expect(client.supports('schedule'))
      .to.deep.include({ ok: false })
      .and.to.have.property('reason')
      .that.contains('timeZone');
  });

  it('keeps codes out of the log and out of errors', async () => {
    const { client } = setup('{"ErrorCode":1,"Description":"no"}', { code: 'account-secret' });
    const errors = [
      await failure(client.send({ type: 'campaigns' })),
      await failure(client.send({ type: 'addContact', campaign: 'campaign-secret', contact })),
    ];
    expect(client.log.lines.filter(({ what }) => what === 'sent')).to.have.length(2);
    expect(client.exportLog() + JSON.stringify(errors.map((error) => [error.message, error.detail]))).not.to.match(
      /account-secret|campaign-secret/,
    );
  });
});
