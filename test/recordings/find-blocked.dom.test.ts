import { expect } from 'chai';
import { findRecording } from '../../src/recordings/index.js';

describe('the search on a page whose own policy forbids it @engines', () => {
  it('says so, and has nothing converted', async () => {
    const policy = Object.assign(document.createElement('meta'), {
      httpEquiv: 'Content-Security-Policy',
      content: "media-src 'none'",
    });
    document.head.append(policy);
    const client = { send: () => Promise.reject(new Error('never asked')) };
    const missing = await findRecording(
      { guid: 'g', calldate: '2016-01-18 10:20:30' },
      { client, hosts: { telephony: 'telephony.example', backup: 'b.example' } },
    );
    expect(missing)
      .to.have.property('why')
      .that.contains('https://telephony.example, https://b.example')
      .and.contains('media-src');
    expect(missing).to.have.property('tried').with.length(4);
  });
});
