import { expect } from 'chai';
import { IntegraSession } from '../../../src/transports/integra/index.js';

describe('IntegraSession in a page', () => {
  it('stores nothing', async () => {
    const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    const before = stored();
    const fetch = () => Promise.resolve(new Response('dG9r'));
    const session = await IntegraSession.start({
      baseUrl: 'https://ucontact.example',
      user: 'api',
      password: 'p',
      fetch,
    });
    expect([session.authorization(), stored()]).to.deep.equal(['Basic dG9r', before]);
  });
});
