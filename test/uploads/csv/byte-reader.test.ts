import { expect } from 'chai';
import { ByteReader } from '../../../src/uploads/csv/csv-file.js';

describe('the bytes of a list @engines', () => {
  it('come in parts of at most 64 KiB, however many the browser gives at once, and are counted as they are handed on', async () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
    const source = new ByteReader(
      new ReadableStream<Uint8Array>({ start: (stream) => (stream.enqueue(bytes), stream.close()) }),
    );
    await source.head();
    const parts: number[] = [];
    const got: number[] = [];
    for await (const part of source.chunks(3)) {
      parts.push(part.length);
      got.push(...part);
      expect(source.read).to.equal(got.length + 3);
    }
    expect(parts).to.deep.equal([65_533, 65_536, 65_536, 3_392]);
    expect(got).to.deep.equal([...bytes.subarray(3)]);
  });
});
