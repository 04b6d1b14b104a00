import type { OutboxTransaction } from './outbox-database.js';
import type { SealedStore } from './outbox-entry.js';
import { nameOfCallback, type Vault } from './vault.js';

/** Seals what is to be written, and gives the step that writes it. */
export type Prepare<T> = (vault: Vault) => Work<T> | Promise<Work<T>>;
type Work<T> = (step: OutboxTransaction) => Promise<T>;
type Run = <T>(prepare: Prepare<T>, strict?: boolean) => Promise<T>;

/** Callbacks, kept and sealed beside the entries. What another version or another key wrote stays where it is. */
export function callbacksOf(run: Run): SealedStore {
  return {
    all: () =>
      run(({ sealing }) => async (step) => {
        const store = step.objectStore('callbacks');
        const [names, rows] = [await store.getAllKeys(), await store.getAll()];
        return { sealing, names, rows };
      }).then(async ({ sealing, names, rows }) => {
        const read = rows.map(async ({ sealed }, at): Promise<[string, unknown]> => {
          const name = names[at] ?? '';
          return [name, await sealing.unseal(nameOfCallback(name), sealed)];
        });
        return (await Promise.allSettled(read)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      }),
    async set(name, value) {
      await run(async ({ sealing }) => {
        const sealed = await sealing.seal(nameOfCallback(name), value);
        return (step) => step.objectStore('callbacks').put({ sealed }, name);
      }, true);
    },
    async delete(name) {
      await run(() => (step) => step.objectStore('callbacks').delete(name), true);
    },
  };
}
