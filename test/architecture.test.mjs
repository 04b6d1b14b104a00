// Who may import whom. Read from the source, so that a shortcut fails the run.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { builtFiles } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const files = readdirSync(src, { recursive: true }).filter((name) => name.endsWith('.ts'));

const rules = [
  {
    files: /^transports\//,
    never:
      /^core\/(client|events|session-context|create-client)\.|^(outbox|callbacks|elements)\/|^lit($|\/)|^@lit\/context/,
    why: 'a transport knows the wire, not the page',
  },
  {
    files: /^elements\//,
    never: /^transports\/|^outbox\/outbox\.|^vendor|^simulator\//,
    why: 'an element knows the client, not the wire',
  },
  {
    files: /^(?!elements\/|core\/session-context\.)/,
    never: /^lit($|\/)|^@lit\/context|^lucide/,
    why: 'only elements render',
  },
  { files: /^(?!elements\/|define|index\.|script)/, never: /^elements\//, why: 'only the entries know the elements' },
  {
    files: /^core\/client\./,
    never: /^transports\/|^elements\/|^core\/(session-context|events)\./,
    why: 'the client knows only the seam',
  },
  {
    files: /^(outbox|callbacks)\/|^core\/(routing|current-call|log|tab-storage)\./,
    never: /^transports\/|^elements\/|^core\/(client|session-context|events)\./,
    why: 'what the client is made of knows only the seam',
  },
  {
    files: /^(?!transports\/portal\/portal-messages|simulator\/portal\/)/,
    never: /vendor\//,
    why: 'one file of each side touches Porthole',
  },
  {
    files: /^simulator\//,
    never: /^(?!simulator\/|codecs\/(?!phone\.)|core\/errors\.|vendor\/)/,
    why: 'a simulator shares no mistake with a transport',
  },
  { files: /^(?!simulator\/)/, never: /^simulator\//, why: 'the product does not need its simulator' },
  {
    files: /^(?!outbox\/|callbacks\/)/,
    never: /^idb-keyval/,
    why: 'who wants to keep something asks the outbox or the callbacks',
  },
  {
    files: /^(codecs\/|core\/(commands|schema|(?:call|supervisor)-commands|errors)\.)/,
    never: /^(?!codecs\/|core\/(commands|schema|(?:call|supervisor)-commands|errors)\.|zod\/mini|@lit\/localize)/,
    why: 'leaves import leaves',
  },
  {
    files: /^uploads\//,
    never:
      /^(?!uploads\/|codecs\/|core\/(?:routing|commands|errors|supervisor-commands|transport)\.|@lit\/localize|papaparse$)/,
    why: 'an upload knows commands, errors and how a dialer takes contacts',
  },
  {
    files: /^(?!uploads\/|script-supervisor|elements\/cti-list-upload\/)/,
    never: /^papaparse|^uploads\//,
    why: 'only who uploads contacts pays for it',
  },
  { files: /^uploads\/(?!csv\/csv-parser)/, never: /^papaparse/, why: 'one file touches the CSV parser' },
  {
    files: /^diagnostics\//,
    never: /^(transports\/|outbox\/outbox\.|vendor|core\/(events|session-context)\.)/,
    why: 'the doctor looks at a client and its page from outside',
  },
  {
    files: /^embed\//,
    never: /^(transports|elements|simulator)\/|^create-client\.|^core\/client\.|^outbox\/outbox\.|^lit($|\/)/,
    why: 'the bridge knows the session by its tag only',
  },
  { files: /^(?!embed\/)/, never: /^penpal/, why: 'one folder touches Penpal' },
  {
    files: /^numbers\//,
    never: /^(?!numbers\/|codecs\/plain-sign\.|libphonenumber-js\/max$)/,
    why: 'what finds numbers knows nothing else but signs',
  },
  {
    files: /^(?!numbers\/finder)/,
    never: /^libphonenumber-js|^numbers\/finder/,
    why: 'one file touches the number rules, and it is loaded only when used',
  },
  {
    files: /^core\//,
    never: /^(?!core\/|codecs\/|outbox\/|zod\/mini|@lit\/)/,
    why: 'the core knows nobody who builds on it',
  },
  { files: /^define-/, never: /^define\./, why: 'each file of elements registers its own' },
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
    'core/call-alerts.ts',
    'core/errors.ts',
    'core/origin.ts',
    'core/platform.ts',
    'core/told-calls.ts',
    'embed/event-guards.ts',
    'embed/index.ts',
    'embed/protocol.ts',
    'embed/widget-connection.ts',
    'penpal',
  ]);
});

test("an element takes nothing but types from another element's folder", () => {
  const tagOf = (file) => /^elements\/(cti-[a-z-]+)\//.exec(file)?.[1];
  for (const file of files.filter(tagOf)) {
    const taken = importsOf(file, { types: false }).filter((each) => tagOf(each) && tagOf(each) !== tagOf(file));
    assert.deepEqual(taken, [], file);
  }
});

test('who hears a key reads it by pressedKey, which leaves those of a conversion to the input method', () => {
  const own =
    /\b(?:event|native)\.(?:key|keyCode|which|isComposing)\b|\{[^{}]*\bkey\b[^{}]*\}(?:: KeyboardEvent| = event\b)/;
  for (const file of files.filter((each) => each !== 'elements/shared/pressed-key.ts')) {
    const text = readFileSync(join(src, file), 'utf8');
    assert.ok(!own.test(text), file);
    const hears = /@key(?:down|up|press)=|addEventListener\('key/.test(text) && /KeyboardEvent/.test(text);
    assert.ok(!hears || /pressedKey\(|extends Combobox/.test(text), file);
  }
});

test('one file writes JSON, which knows what old libraries make of it', () => {
  for (const file of files.filter((each) => !/^simulator\/|^codecs\/write-json\./.test(each)))
    assert.ok(!readFileSync(join(src, file), 'utf8').includes('JSON.stringify('), file);
});

test('no import goes in a circle, not of a type either', () => {
  const done = new Set();
  const visit = (file, path) => {
    assert.ok(!path.includes(file), [...path, file].join(' → '));
    if (done.has(file)) return;
    for (const target of importsOf(file)) if (files.includes(target)) visit(target, [...path, file]);
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

/** Public names that mean something else in another entry of the package. */
const shared = ['Customer'];

test('an exported name has one owner; a simulator has its own', () => {
  const owners = new Map();
  for (const file of files) {
    const text = readFileSync(join(src, file), 'utf8');
    const side = file.startsWith('simulator/') ? 'simulator ' : '';
    for (const [, name] of text.matchAll(
      /^export (?:declare |abstract |async )*(?:const|class|type|interface|function\*?) (\w+)/gm,
    ))
      owners.set(side + name, [...(owners.get(side + name) ?? []), file]);
  }
  assert.ok(owners.size > 500);
  assert.deepEqual(
    [...owners].filter(([name, all]) => all.length > 1 && !shared.includes(name)),
    [],
  );
});

/** The file that a page's `import` of this package gets; nothing where the package is closed. */
function fileOf(path) {
  try {
    const file = fileURLToPath(import.meta.resolve(`portside/${path}`));
    return existsSync(file) ? relative(root, file) : undefined;
  } catch {
    return undefined;
  }
}

test('the package opens each tag, each dialer and each entry', () => {
  const tags = readdirSync(join(src, 'elements')).filter((name) => name.startsWith('cti-'));
  assert.equal(tags.length, 22);
  for (const tag of tags) assert.equal(fileOf(`elements/${tag}.js`), `dist/elements/${tag}/${tag}.js`);
  for (const dialer of [
    ...['portal', 'integra', 'motion', 'motion-bar', 'portal-functions', 'sinch', 'ucontact-x', 'uphone'],
    'voicenter',
  ])
    assert.ok(fileOf(`transports/${dialer}`)?.startsWith(`dist/transports/${dialer}/`), dialer);
  for (const entry of ['contacts', 'recordings', 'screen-pop', 'doctor', 'simulator', 'embed', 'package.json'])
    assert.ok(fileOf(entry), entry);
  for (const entry of ['define', 'define-supervisor', 'define-crm', 'portside.js', 'widget.html'])
    assert.ok(fileOf(entry), entry);
});

/** What a page's program gets from each entry; types beside. Who adds a name adds it here. */
const publicNames = {
  '': 'CtiCallEvent CtiChangeEvent CtiClient CtiError CtiErrorEvent CtiRequestEvent CtiResultEvent Outbox editEntry mayWait',
  '/contacts':
    'ContactUpload UploadBatchEvent UploadProgressEvent checkContacts guessColumns preview refusedHeader uploadContacts',
  '/recordings': 'eachRecording findRecording recordingUrls',
  '/screen-pop': 'watchCalls',
  '/doctor': 'diagnose diagnoseFrame findingIds sendings',
  '/simulator':
    'Dropped IntegraSimulator MotionSimulator PhoneBarSimulator PortalFormSimulator PortalSimulator SinchPanelSimulator SinchSimulator ' +
    'UcontactXPageSimulator UcontactXSimulator UphoneSimulator VoicenterSimulator',
  '/embed': 'CtiError embedCti',
  '/transports/integra': 'IntegraSession IntegraTransport',
  '/transports/motion': 'MotionTransport basic',
  '/transports/motion-bar': 'MotionBarTransport',
  '/transports/portal-functions': 'PortalFunctionsTransport',
  '/transports/sinch': 'SinchTransport',
  '/transports/ucontact-x': 'UcontactXEvent UcontactXTransport',
  '/transports/uphone': 'UphoneEvent UphoneTransport',
  '/transports/voicenter': 'VoicenterTransport',
};

test('each entry gives its names, and no other', async () => {
  for (const [entry, names] of Object.entries(publicNames))
    assert.equal(
      Object.keys(await import(`portside${entry}`))
        .sort()
        .join(' '),
      names,
      entry,
    );
});

test('the package opens nothing behind them', () => {
  for (const file of files.map((name) => name.replace(/\.ts$/, '')).filter((name) => name.includes('/'))) {
    const [top, folder, name] = file.split('/');
    const isTag = top === 'elements' && folder === name;
    for (const path of [`${file}.js`, file, `dist/${file}.js`, `${top}/${name}.js`, `${top}/${name}`])
      assert.ok(isTag || !name || !fileOf(path), path);
  }
  assert.equal(fileOf('transports/http'), undefined);
});

test('each built file leads a debugger to the source', () => {
  for (const file of builtFiles) {
    const text = readFileSync(join(root, `dist/${file}`), 'utf8');
    assert.ok(text.endsWith(`\n//# sourceMappingURL=${file}.map\n`), file);
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(root, `dist/${file}.map`), 'utf8'));
    const at = sources.findIndex((source) => source.startsWith('../src/'));
    assert.equal(sourcesContent[at], readFileSync(join(root, 'dist', sources[at]), 'utf8'), file);
  }
});
