// Who may import whom. Read from the source, so that a shortcut fails the run.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const files = readdirSync(src, { recursive: true }).filter((name) => name.endsWith('.ts'));

const rules = [
  {
    files: /^transports\//,
    never: /^(client|outbox|events|context|connect)\.|^elements\/|^lit($|\/)|^@lit\/context/,
    why: 'a transport knows the wire, not the page',
  },
  {
    files: /^elements\//,
    never: /^transports\/|^outbox\.|^vendor|^simulator\//,
    why: 'an element knows the client, not the wire',
  },
  { files: /^(?!elements\/|context\.)/, never: /^lit($|\/)|^@lit\/context|^lucide/, why: 'only elements render' },
  { files: /^(?!elements\/|define|index\.|script)/, never: /^elements\//, why: 'only the entries know the elements' },
  {
    files: /^client\./,
    never: /^transports\/|^elements\/|^context\.|^events\./,
    why: 'the client knows only the seam',
  },
  {
    files: /^(outbox|carriage|calls|log|tab-memory)/,
    never: /^transports\/|^elements\/|^client\.|^context\.|^events\./,
    why: 'what the client is made of knows only the seam',
  },
  {
    files: /^(?!transports\/portal-line|simulator\/portal)/,
    never: /vendor\//,
    why: 'one file of each side touches Porthole',
  },
  {
    files: /^simulator\//,
    never: /^(?!simulator\/|codecs\/|errors\.|vendor\/)/,
    why: 'a simulator shares no mistake with a transport',
  },
  { files: /^(?!simulator\/)/, never: /^simulator\//, why: 'the product does not need its simulator' },
  { files: /^(?!outbox)/, never: /^idb-keyval/, why: 'one file touches IndexedDB' },
  {
    files: /^(codecs\/|commands\.|checks\.|supervisor-|errors\.)/,
    never: /^(?!codecs\/|commands\.|checks\.|supervisor-|errors\.|zod\/mini|@lit\/localize)/,
    why: 'leaves import leaves',
  },
  {
    files: /^contacts\//,
    never:
      /^(?!contacts\/|codecs\/|(?:carriage|commands|errors|supervisor-commands|transport)\.|@lit\/localize|papaparse$)/,
    why: 'an upload knows commands, errors and how a dialer takes contacts',
  },
  {
    files: /^(?!contacts\/|script-supervisor|elements\/(cti-list-upload\.|list-upload\/))/,
    never: /^papaparse|^contacts\//,
    why: 'only who uploads contacts pays for it',
  },
  { files: /^contacts\/(?!csv-text)/, never: /^papaparse/, why: 'one file touches the CSV parser' },
  {
    files: /^doctor\//,
    never: /^(transports\/|outbox\.|vendor|events\.|context\.)/,
    why: 'the doctor looks at a client and its page from outside',
  },
  {
    files: /^embed\//,
    never: /^(transports|elements|simulator)\/|^(client|outbox|connect)\.|^lit($|\/)/,
    why: 'the bridge knows the session by its tag only',
  },
  { files: /^(?!embed\/)/, never: /^penpal/, why: 'one folder touches Penpal' },
  {
    files: /^numbers\//,
    never: /^(?!numbers\/|libphonenumber-js\/max$)/,
    why: 'what finds numbers knows nothing else',
  },
  {
    files: /^(?!numbers\/finder)/,
    never: /^libphonenumber-js|^numbers\/finder/,
    why: 'one file touches the number rules, and it is loaded only when used',
  },
  { files: /./, never: /^zod(?!\/mini$)/, why: 'zod/mini only' },
];

/** What a file imports: our own files as paths below src, packages by name. */
function importsOf(file, { types = true } = {}) {
  const text = readFileSync(join(src, file), 'utf8');
  const pattern = types ? /(?:from|import) '([^']+)'/g : /^(?:import|export)(?! type) (?:[^;']*? from )?'([^']+)'/gms;
  return [...text.matchAll(pattern)].map(([, target]) =>
    target.startsWith('.')
      ? relative(src, join(src, dirname(file), target))
          .replace(/^\.\.\//, '')
          .replace(/\.js$/, '.ts')
      : target,
  );
}

for (const file of files) {
  test(`${file} imports only what it may`, () => {
    for (const target of importsOf(file)) {
      for (const { files, never, why } of rules)
        assert.ok(!(files.test(file) && never.test(target)), `${file} imports ${target}: ${why}`);
    }
  });
}

test('a CRM page that embeds the widget loads the bridge, the errors and Penpal, and nothing else', () => {
  const loaded = new Set();
  const visit = (file) =>
    loaded.has(file) || (loaded.add(file), files.includes(file) && importsOf(file, { types: false }).forEach(visit));
  visit('embed/index.ts');
  assert.deepEqual([...loaded].sort(), [
    'embed/bridge.ts',
    'embed/events-told.ts',
    'embed/index.ts',
    'embed/line.ts',
    'errors.ts',
    'penpal',
  ]);
});

test('no import goes in a circle', () => {
  const done = new Set();
  const visit = (file, path) => {
    assert.ok(!path.includes(file), [...path, file].join(' → '));
    if (done.has(file)) return;
    for (const target of importsOf(file, { types: false })) if (files.includes(target)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test('the entry for programs can be imported in Node', async () => {
  const { CtiClient } = await import(join(root, 'dist/index.js'));
  await assert.rejects(new CtiClient({ transports: [] }).send({ type: 'hangup' }), { code: 'UNSUPPORTED' });
  const { IntegraSimulator } = await import(join(root, 'dist/simulator/index.js'));
  assert.equal(
    (await new IntegraSimulator().handle(new Request('http://x/Integra/resources/none', { method: 'POST' }))).status,
    404,
  );
});
