import { expect } from 'chai';
import { CtiClient, CtiError, type Command, type Reply, type Transport } from '../../src/index.js';
import { agentChecks, namesIn } from '../../src/core/commands.js';
import { Mask } from '../../src/core/mask.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import { isReadable, personalTexts } from '../personal-texts.js';
import { respoolObject } from '../samples.js';

/** A record with the text in every field that a check knows, and under keys of its own. */
function fill(check: any, text: string): unknown {
  const { innerType, element, shape, entries } = check?.def ?? {};
  if (innerType) return fill(innerType, text);
  if (element) return [fill(element, text), text];
  if (shape)
    return {
      ...Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, fill(each, text)])),
      [text]: text,
    };
  return entries ? text : [text, { [text]: [[text, text]] }, text][pick++ % 3];
}
let pick = 0;

const checks = { ...agentChecks, ...supervisorChecks };

/** Everything that a dialer may answer, with the text in each place. */
const replyOf = (text: string) => ({
  ...{ status: text, transport: text, guid: text, id: text, isLast: text, accepted: text, ids: [text] },
  cti: {
    guid: text,
    campaign: text,
    callerId: text,
    entry: { ...fieldsWith(text) },
    data: [[text, text]],
    raw: { CTI: ctiOf(text) },
  },
  rows: [{ guid: text, calldate: text, from: text, to: text, status: text, src: text, [text]: { [text]: text } }],
  campaigns: [{ id: text, name: text, state: text, figures: { [text]: text }, raw: text }],
  refused: [{ index: text, reason: text }],
  contacts: [{ id: text, numbers: [text], name: text, state: text, data: [[text, text]], raw: [text] }],
  calls: [{ number: text, at: text, priority: text, callerId: text }],
  error: new CtiError('REJECTED', text, { field: text, detail: `HTTP 502 ${text}`, transport: text }),
});
const fieldsWith = (text: string) => Object.fromEntries(Object.keys(respoolObject).map((name) => [name, text]));
const ctiOf = (text: string) => ({
  ...{
    ...fieldsWith(text),
    Campaign: text,
    Guid: text,
    Callerid: text,
    type: text,
    state: text,
    code: text,
    method: text,
    why: text,
  },
  ...{
    from: text,
    to: text,
    at: text,
    path: text,
    action: text,
    level1: text,
    l1: text,
    tech: text,
    text,
    field: text,
    detail: text,
  },
  ...{ data: { [text]: text, type: text }, [text]: text, list: [...text] },
});
const wireOf = (text: string) => ({
  ...{
    path: `api/cm/contacts/upload/${encodeURIComponent(text)}`,
    method: text,
    query: `number=${text}`,
    status: text,
    text,
  },
  ...{
    body: { calls: text, bytes: text, [text]: text, priority: text },
    action: text,
    CTI: ctiOf(text),
    objetoRespool: fieldsWith(text),
  },
  ...{ callschedule: JSON.stringify(fieldsWith(text)), why: text, count: text, number: text, destinations: text },
});

/** Whatever a page asks comes back with the text in every place, or fails so. */
async function clientWith(text: string): Promise<CtiClient> {
  let fails = false;
  let tell: (what: 'sent' | 'received' | 'refused', detail: unknown) => void = () => undefined;
  const transport: Transport = {
    name: 'integra',
    checks: supervisorChecks,
    supports: () => ({ ok: true }),
    watch: (witness) => (tell = witness),
    close: () => undefined,
    send: () => {
      fails = !fails;
      return fails
        ? Promise.reject(new CtiError('REJECTED', text, { field: text, detail: text, transport: 'integra' }))
        : Promise.resolve(replyOf(text) as unknown as Reply);
    },
  };
  const client = new CtiClient({ transports: [transport] });
  for (const what of ['sent', 'received', 'refused'] as const)
    for (const detail of [wireOf(text), text, [text], ctiOf(text)]) tell(what, detail);
  for (const [type, check] of Object.entries(checks)) {
    const command = { type, ...(fill(check, text) as object) } as Command;
    if (type === 'dispose' || type === 'workflow') await client.send(command).catch(() => undefined);
    else client.log.write('command', 'client', command);
  }
  for (let turn = 0; turn < 2; turn++) {
    await client.send({ type: 'cti', [text]: text } as unknown as Command).catch(() => undefined);
  }
  return client;
}

describe('what the log shows', () => {
  it('is none of 200 texts that tell of a person, in whichever field of a command, a reply, a CTI object, the wire or an error they stand', async () => {
    expect(personalTexts.length).to.be.greaterThan(200);
    const seen: string[] = [];
    for (const text of personalTexts) {
      const client = await clientWith(text);
      expect(client.log.lines.length).to.be.greaterThan(40);
      const told = [...new Set(client.exportLog().split('\n'))].join('\n'); // most lines are alike
      if (text.length > 1 && isReadable(text, told)) seen.push(text);
      if (/(\p{Nd}[^\p{L}\p{N}]{0,3}){4,}/u.test(told.replace(/"(at|count)": \d+/g, '')))
        seen.push(`${text}: four digits`);
    }
    expect(seen).to.deep.equal([]);
  });

  it('is what support needs: kinds, states, codes, times, amounts, how a number ends, and the names of fields', () => {
    const mask = new Mask();
    mask.know([...namesIn(agentChecks), 'portal', 'Agents/AgentCall', 'api', 'given back']);
    const record = {
      ...{
        type: 'dispose',
        status: 'confirmed',
        code: 'TIMEOUT',
        field: 'entry.data.0',
        state: 'given back',
        transport: 'portal',
      },
      ...{
        at: '2026-10-10 15:00:00',
        callbackAt: '2026-10-10 15:00',
        expireDate: '2026-10-11',
        retries: 3,
        priority: 9999,
        count: 12345,
      },
      ...{
        guid: '7e4e7db9-f080-494e-b04b-7c8e47711558',
        method: 'POST',
        path: 'Agents/AgentCall',
        maybeSent: true,
        text: '0',
      },
      ...{ why: 'another origin: https://crm.example:8443', entry: null, detail: 'HTTP 502' },
    };
    expect(mask.record(record)).to.deep.equal(record);
    expect(
      mask.record({ destination: '+598 91 000 000', path: 'api/x y/42', detail: 'HTTP 502 <b>Ana', query: 'a=1' }),
    ).to.deep.equal({
      destination: '+••• •• ••• •00',
      path: 'api/• •/••',
      detail: 'HTTP 502 <•>•••',
      query: '•=•',
    });
  });

  it('is a call’s id where a dialer’s form shows that it is one, and only under a key of ids', () => {
    const mask = new Mask();
    mask.know(['destination', 'guid']);
    for (const guid of [
      '7e4e7db9-f080-494e-b04b-7c8e47711558',
      '7E4E7DB9F080494EB04B7C8E47711558',
      '7e4e7db9-f080',
      '1508420349.48',
      '1508420349.481516',
      'SIP-1508420349.48',
      'PJSIP-1508420349.481516',
    ]) {
      expect(mask.record({ guid, Guid: guid })).to.deep.equal({ guid, Guid: guid });
      expect(JSON.stringify(mask.record({ destination: guid })), guid).not.to.contain(guid);
    }
    for (const guid of [
      'Ana-1508420349.48',
      '0915084203.48',
      '59891000000',
      '4111111111111111',
      'call-7',
      '1'.repeat(32),
    ])
      expect(JSON.stringify(mask.record({ guid })), guid).not.to.contain(guid);
  });

  it('is a time only where a clock or a calendar could show it: a number may be written in the same groups', () => {
    const at = (text: string) => (new Mask().record({ at: text }) as { at: string }).at;
    for (const time of ['2026-11-30', '2026-02-28 23:59', '2026-12-01T00:00:59']) expect(at(time)).to.equal(time);
    for (const number of [
      '2040-67-89',
      '2040-13-01',
      '2040-12-00',
      '2040-12-32',
      '2040-12-24 24:00',
      '2040-12-24 10:60',
    ])
      expect(at(number), number).not.to.contain('2040');
  });

  it('leaves out no field, also where covered names look alike', () => {
    expect(new Mask().record({ ana: 'x', eva: 'y', bo: 'z' })).to.deep.equal({ '•••': '•', '••• 2': '•', '••': '•' });
    const many = Object.fromEntries(
      Array.from({ length: 9_999 }, (_, at) => [`key${String(at).padStart(4, '0')}`, at]),
    );
    expect(Object.keys(new Mask().record(many) as object)).to.have.length(9_999);
    expect(new Mask().record({ ['k'.repeat(99)]: 1 }), 'a key may be any text').to.deep.equal({
      ['•'.repeat(60)]: '•',
    });
  });

  it('is nothing of what a dialer calls a secret', () => {
    const mask = new Mask();
    mask.know(['entry']);
    mask.cover(['status']);
    expect(mask.record({ status: '123456', entry: { status: ['confirmed', { code: '12' }] } })).to.deep.equal({
      status: '••••••',
      entry: { status: ['•••••••••', { code: '••' }] },
    });
  });
});
