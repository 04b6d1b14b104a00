import { expect } from 'chai';
import { uploadContacts, type UploadOptions } from '../../src/uploads/index.js';
import { Counter, contact } from '../uploads/uploads.fixture.js';
import { until } from '../until.js';

describe('an upload of contacts', () => {
  it('stops at once, also when neither the source nor the dialer ever answers', async () => {
    const client = new Counter();
    client.answer = () => new Promise(() => undefined);
    async function* source() {
      for (let n = 1; n <= 4; n++) yield contact(n);
      await new Promise(() => undefined);
    }
    const running = uploadContacts(client, { campaign: 'Sale->', contacts: source() } as UploadOptions);
    await until(() => client.open);
    const start = performance.now();
    running.abort();
    await running.result;
    expect(performance.now() - start).to.be.below(500);
  });
});
