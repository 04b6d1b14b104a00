import { expect } from 'chai';
import { recordingFolder } from '../../src/transports/integra/integra-codec.js';
import { recordingUrls } from '../../src/recordings/index.js';

const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';
const row = { guid, calldate: '2016-01-18 10:20:30' };
const hosts = { telephony: 'TelephonyIP', backup: 'BackupRecords' };
const four = (format: string) => [
  `https://TelephonyIP/records/${guid}.${format}`,
  `https://TelephonyIP/records/20160118/${guid}.${format}`,
  `https://BackupRecords/records/20160118/${guid}.${format}`,
  `https://BackupRecords/records/${guid}.${format}`,
];

describe('the addresses of a recording', () => {
  it('lie in a folder named by the day [C-117]', () => {
    expect(recordingFolder('2016-01-18 10:20:30')).to.equal('20160118');
    for (const nonsense of ['', '18/01/2016 10:20', 'Jan 18, 2016'])
      expect(recordingFolder(nonsense), nonsense).to.equal('');
  });

  it('are four, in this order [C-118]', () => {
    expect(recordingUrls(row, hosts)).to.deep.equal(four('mp3'));
    expect(recordingUrls(row, hosts, 'mp3')).to.deep.equal(four('mp3'));
  });

  it('are the same for a gsm, in lower case [C-120]', () => {
    expect(recordingUrls(row, hosts, 'gsm')).to.deep.equal(four('gsm'));
  });

  it('are each there once: with one host, without a backup, without a date [C-119]', () => {
    const [first, second, third, fourth] = four('mp3');
    expect(recordingUrls(row, { telephony: 'TelephonyIP', backup: 'TelephonyIP' })).to.deep.equal([first, second]);
    expect(recordingUrls(row, { telephony: 'TelephonyIP' })).to.deep.equal([first, second]);
    expect(recordingUrls(row, { telephony: '', backup: 'BackupRecords' })).to.deep.equal([third, fourth]);
    expect(recordingUrls({ guid, calldate: '' }, hosts)).to.deep.equal([first, fourth]);
  });

  it('begin as the page says when it names more than a host', () => {
    const [url] = recordingUrls({ guid: 'a/b?', calldate: '' }, { telephony: 'http://10.0.0.5:8080/uc/' });
    expect(url).to.equal('http://10.0.0.5:8080/uc/records/a%2Fb%3F.mp3');
    expect(recordingUrls(row, { telephony: '/telephony' })[0]).to.equal(`/telephony/records/${guid}.mp3`);
  });
});
