import { IntegraSimulator } from '../../../src/simulator/index.js';

describe('the Integra simulator’s recordings @engines', () => {
  it('are files that a media element can play', async () => {
    const server = new IntegraSimulator({
      recordings: [{ row: { guid: 'g', calldate: '' }, file: { host: 'telephony', dated: false, format: 'mp3' } }],
      recordHosts: { telephony: 'x.example:8080/tel', backup: 'b' },
    });
    const file = await server.handle(new Request('http://x.example:8080/tel/records/g.mp3'));
    const audio = new Audio(URL.createObjectURL(await file.blob()));
    await new Promise((resolve, reject) => Object.assign(audio, { onloadedmetadata: resolve, onerror: reject }));
  });
});
