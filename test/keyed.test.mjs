import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { keyed } from './keyed.mjs';
import { root } from './processes.mjs';

const folder = 'test/.cache/keyed-test';
const write = (file, text) => writeFileSync(join(root, folder, file), text);
const remove = (path) => rmSync(join(root, path), { recursive: true, force: true });
const clear = () => [folder, 'test/.cache/keyed-test.key'].forEach(remove);

let made;
const make = (isMade = true) =>
  keyed('keyed-test', [`${folder}/in-*`], [`${folder}/out`], async () => {
    made++;
    if (isMade) write('out', 'made');
    return isMade;
  });

beforeEach(async () => {
  clear();
  mkdirSync(join(root, folder), { recursive: true });
  write('in-1', 'a');
  made = 0;
  assert.equal(await make(), true);
  assert.equal(made, 1);
});
after(clear);

test('what was made from the same input is not made again', async () => {
  assert.equal(await make(), true);
  assert.equal(made, 1);
});

for (const [what, change] of Object.entries({
  'another text': () => write('in-1', 'b'),
  'a further file': () => write('in-2', ''),
  'a file less': () => remove(`${folder}/in-1`),
  'a file of another name': () => (remove(`${folder}/in-1`), write('in-2', 'a')),
  'no output': () => remove(`${folder}/out`),
}))
  test(`${what} has it made again`, async () => {
    change();
    assert.equal(await make(), true);
    assert.equal(made, 2);
  });

for (const [how, text] of [
  ['with the same input', 'b'],
  ['with the input of the time before, since it may have left half an output', 'a'],
])
  test(`what failed is tried again ${how}`, async () => {
    write('in-1', 'b');
    assert.equal(await make(false), false);
    write('in-1', text);
    assert.equal(await make(), true);
    assert.equal(made, 3);
  });
