import { expect } from 'chai';
import { PortalFormSimulator } from '../../../src/simulator/index.js';

describe('the simulator of the portal’s functions in a framed page', () => {
  it('is there for the scripts of a form of the same origin, and of this page', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const form = frame.contentWindow as any;
    const page = new PortalFormSimulator({ form, call: { guid: 'g1' } });
    const script = form.document.createElement('script');
    script.textContent = `
      window.answers = [JSON.parse(CTI).Guid, parent.__isInCall(), Agent.accountcode, parent.agent.name, parent.userid];
      parent.transfering = true;
      parent.__SendDTMF('##300#');
      UC_pause(true);`;
    form.document.body.append(script);
    expect([...form.answers]).to.deep.equal(['g1', true, 'Agent1', 'Agent1', '7']);
    expect(page.tones).to.have.length(1);
    expect([page.isInCall, page.isPaused]).to.deep.equal([false, true]);
    page.close();
    expect([form.UC_pause, (window as any).__isInCall, 'agent' in window]).to.deep.equal([undefined, undefined, false]);
    frame.remove();
  });
});
