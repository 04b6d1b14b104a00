import { expect } from 'chai';
import { diagnose, diagnoseFrame, findingIds, sendings } from '../../src/doctor/index.js';
import { version } from '../../src/doctor/version.js';
import { CtiError } from '../../src/errors.js';
import { clientOf, fakeTransport } from '../elements/fixture.js';
import { failure } from '../failure.js';

describe('diagnose()', () => {
  it('finds everything, in one order, as plain data, and tells of each as it comes', async () => {
    const told: [number, number][] = [];
    const report = await diagnose(clientOf(), { onFinding: (_, done, all) => told.push([done, all]) });
    expect(report.findings.map(({ id }) => id)).to.deep.equal(findingIds);
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
    expect(told).to.deep.equal(findingIds.map((_, at) => [at + 1, findingIds.length]));
    expect([report.version, Date.parse(report.at)]).to.deep.equal([
      version,
      Date.parse(new Date(report.at).toISOString()),
    ]);
  });

  it('has the version of the package', async () => {
    expect(((await (await fetch('/package.json')).json()) as { version: string }).version).to.equal(version);
  });

  it('sends nothing but the question for the call, and looks at what it is asked for only', async () => {
    const dialer = fakeTransport({ send: () => ({ status: 'confirmed', transport: 'fake', cti: null }) });
    const { findings } = await diagnose(clientOf(dialer), { only: ['portal'] });
    expect([dialer.sent, findings.map(({ id, state }) => [id, state])]).to.deep.equal([
      [{ type: 'cti' }],
      [['portal', 'good']],
    ]);
  });

  it('does not wait for a portal longer than it was told', async () => {
    const { findings } = await diagnose(clientOf(fakeTransport({ send: () => new Promise(() => {}) })), {
      only: ['portal'],
      timeout: 50,
    });
    expect([findings[0]?.state, findings[0]?.facts['error']]).to.deep.equal(['bad', 'TIMEOUT']);
  });

  it('stops by its signal', async () => {
    const stop = new AbortController();
    const run = failure(
      diagnose(clientOf(fakeTransport({ send: () => new Promise(() => {}) })), {
        only: ['portal'],
        signal: stop.signal,
      }),
    );
    stop.abort(new Error('enough'));
    expect(await run).to.have.property('message', 'enough');
    expect(await failure(diagnose(clientOf(), { signal: stop.signal }))).to.have.property('message', 'enough');
    expect(await failure(diagnoseFrame(location.href, { signal: stop.signal }))).to.have.property('message', 'enough');
  });

  it('covers the sign-in and the query of an address wherever they come up', async () => {
    const secret = 'Basic c3VwZXJ2aXNvcjp0b2tlbg==';
    const report = await diagnose(clientOf(), {
      integraUrl: `${location.origin}/none?key=hush`,
      authorization: () => secret,
      only: ['server', 'sign-in'],
    });
    expect(JSON.stringify(report)).not.to.match(/c3VwZX|hush/);
  });

  it('says beforehand what it sends, without a secret', () => {
    expect(sendings()).to.have.length(2);
    const text = sendings({ integraUrl: 'https://ucontact.example/x?key=hush', authorization: () => 'Basic abc' }).join(
      ' ',
    );
    expect(text)
      .to.contain('https://ucontact.example')
      .and.contain('queuesummary')
      .and.contain('with this page’s sign-in');
    expect(text).not.to.match(/hush|abc/);
    expect(sendings({ integraUrl: 'https://u:p@ucontact.example/' }).join(' ')).not.to.contain('ucontact');
  });

  it('frames only web pages', async () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'http://'])
      expect(await failure(diagnoseFrame(address)))
        .to.be.instanceOf(CtiError)
        .and.to.have.property('code', 'INVALID');
  });
});
