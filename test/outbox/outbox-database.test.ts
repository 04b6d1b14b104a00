import { expect } from 'chai';
import { OutboxDatabase } from '../../src/outbox/outbox-database.js';
import { failure } from '../failure.js';

describe('a step in the outbox’s database', () => {
  it('that the browser ends in the middle, as where it clears its storage, is done once more, and not for ever', async () => {
    const database = new OutboxDatabase('aborted step');
    await database.open();
    let tries = 0;
    const generation = await database.run(async (step) => {
      tries += 1;
      const asked = step.objectStore('meta').get('generation');
      if (tries === 1) step.abort();
      return asked;
    });
    expect([tries, generation]).to.deep.equal([2, database.generation]);
    const ended = await failure(
      database.run(async (step) => {
        tries += 1;
        const asked = step.objectStore('meta').get('generation');
        step.abort();
        return asked;
      }),
    );
    expect([tries, ended.name]).to.deep.equal([4, 'AbortError']);
    await database.delete();
  });
});
