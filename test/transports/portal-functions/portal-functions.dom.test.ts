// The same functions in real windows: a form's frame, and a page around it that the browser keeps closed.
import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { PortalFunctionsTransport } from '../../../src/transports/portal-functions/portal-functions-transport.js';
import { failure } from '../../failure.js';
import { call, dispose } from '../../samples.js';
import { until } from '../../until.js';
import { otherOrigin } from '../portal/portal.fixture.js';

const frames: HTMLIFrameElement[] = [];
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
  delete (window as any).__isInCall;
  delete (window as any).__SendDTMF;
});

/** A frame, once its page is loaded. */
async function framed(set: (frame: HTMLIFrameElement) => void): Promise<Window> {
  const frame = document.createElement('iframe');
  set(frame);
  frames.push(frame);
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    document.body.append(frame);
  });
  return frame.contentWindow!;
}

/** A form as the portal serves it: its functions are its own page's, and this page frames it. */
const form = (script: string) => framed((frame) => (frame.srcdoc = `<form id="CTI"></form><script>${script}</script>`));
const functions = `
  var called = [];
  function UC_makeCall_async(...values) { called.push(values); return Promise.resolve('guid-1'); }
  function UC_DispositionCall_async(...values) { called.push(values); return Promise.resolve(); }`;

describe('a form in a portal of the same origin @engines', () => {
  it('calls, keys digits in the page around it, and follows the call to its end [C-382 C-386 C-387]', async () => {
    let isInCall = false;
    const digits: string[] = [];
    Object.assign(window, { __isInCall: () => isInCall, __SendDTMF: (text: string) => digits.push(text) });
    const page = await form(functions);
    const client = new CtiClient({ transports: [new PortalFunctionsTransport({ page, pace: 5 })] });
    expect((await client.send({ type: 'cti' })).cti, 'an element of that id is no call').to.equal(null);
    expect(await client.send(call)).to.include({ status: 'confirmed', guid: 'guid-1' });
    expect(client.current?.state).to.equal('placed');
    isInCall = true;
    await until(() => client.current?.state === 'connected');
    await client.send({ type: 'dtmf', digits: '12#' });
    expect(await client.send({ ...dispose, guid: 'guid-1' })).to.include({ status: 'sent' });
    isInCall = false;
    await until(() => client.current?.state === 'ended');
    expect(digits).to.deep.equal(['12#']);
    expect((page as any).called).to.deep.equal([
      ['Sale->', '099', '091000000', false],
      ['Sale->', '091000000', 'guid-1', 'Sale', '', '', '', '', '', '', ''],
    ]);
    client.close();
  });

  it('that comes from another origin finds nothing in the page around it, and nothing throws [C-386]', async () => {
    const around = await framed((frame) => (frame.src = `${otherOrigin}/test/fixtures/attacker.html`));
    expect(() => (around as any).__isInCall, 'the browser keeps it closed').to.throw();
    const page = { UC_makeCall_async: async () => 'guid-1', parent: around } as unknown as Window;
    const transport = new PortalFunctionsTransport({ page, transferCodes: { blind: '##{to}#' } });
    const client = new CtiClient({ transports: [transport] });
    expect(await client.send(call)).to.include({ guid: 'guid-1' });
    for (const command of [
      { type: 'dtmf', digits: '1' },
      { type: 'transfer', to: '200', kind: 'blind', toKind: 'number' },
    ] as const)
      expect(await failure(client.send(command))).to.include({ code: 'UNSUPPORTED', maybeSent: false });
    client.close();
  });
});
