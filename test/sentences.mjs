// Every sentence of the product in one document, in its context: held against docs/sentences.md by the run.
//
//   npm run sentences   writes the document anew
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './processes.mjs';

const document = join(root, 'docs/sentences.md');
const head = `# Every sentence

What people read, as it stands in the source: \`npm run sentences\` writes this document, and the run holds it against the source. Each sentence stands under its file, after the name of what says it and why that is said; \`{…}\` is filled in. Who writes one says what happened, to whom, and what to do next, without exception names or words of the wire.
`;

/** The parts in the order in which they are read, each with the folders that it has. */
const parts = [
  ['What all elements share', 'src/elements/shared/'],
  ['Elements', 'src/elements/'],
  ['Commands, calls and numbers', 'src/core/', 'src/codecs/', 'src/numbers/', 'src/screen-pop/'],
  ['What waits', 'src/outbox/', 'src/callbacks/'],
  ['Dialers', 'src/transports/'],
  ['Lists and recordings', 'src/uploads/', 'src/recordings/'],
  ['The widget in another page', 'src/embed/'],
  ['The doctor', 'src/diagnostics/'],
  ['The rest', 'src/'],
];

/** What a placeholder is called: the last name in its expression. */
const placeholder = (expression) => `{${(expression.getText().match(/[A-Za-z]\w*/g) ?? ['…']).at(-1)}}`;

/** The text of a message as it is read. */
function textOf(node) {
  const template = ts.isTaggedTemplateExpression(node) ? node.template : node;
  if (!ts.isTemplateExpression(template)) return template.text;
  return template.templateSpans.reduce(
    (text, { expression, literal }) => text + placeholder(expression) + literal.text,
    template.head.text,
  );
}

const nameOf = (node) => (node.name && !ts.isArrowFunction(node) ? node.name.getText() : '');

/** What says it: the named functions, methods and constants around, outermost first, and the first sentence on the last that has one. */
function contextOf(node) {
  const names = [];
  let why = '';
  for (let at = node.parent; at; at = at.parent) {
    const isNamed =
      ts.isFunctionDeclaration(at) ||
      ts.isClassDeclaration(at) ||
      ts.isMethodDeclaration(at) ||
      ts.isAccessor(at) ||
      ts.isPropertyDeclaration(at) ||
      ts.isPropertyAssignment(at) ||
      (ts.isVariableDeclaration(at) && ts.isIdentifier(at.name));
    if (!isNamed) continue;
    names.unshift(nameOf(at));
    const [doc] = ts.getJSDocCommentsAndTags(at).filter(ts.isJSDoc);
    const text = doc && ts.getTextOfJSDocComment(doc.comment);
    why ||= text?.replace(/\s+/g, ' ').split(/(?<=[.:;])\s/)[0] ?? '';
  }
  return { says: names.join(' › '), why };
}

/** All messages of a file, each context once with its sentences. */
function sentencesOf(file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map();
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'msg') {
      const { says, why } = contextOf(node);
      const [said, options] = node.arguments;
      const desc = options?.properties?.find(({ name }) => name?.getText() === 'desc')?.initializer?.text;
      const key = says || '(file)';
      const entry = found.get(key) ?? { says: key, why, sentences: new Set() };
      entry.sentences.add(`\`${textOf(said).replace(/\s+/g, ' ').trim()}\`${desc ? ` (${desc})` : ''}`);
      found.set(key, entry);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}

/** The document as Markdown. */
export function sentences() {
  const files = globSync('src/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const left = new Set(files);
  const lines = [head];
  for (const [title, ...folders] of parts) {
    const own = files.filter((file) => left.has(file) && folders.some((folder) => file.startsWith(folder)));
    const told = own.map((file) => (left.delete(file), [file, sentencesOf(file)])).filter(([, all]) => all.length);
    if (told.length) lines.push(`## ${title}\n`);
    for (const [file, all] of told) {
      lines.push(`### ${file.slice('src/'.length)}\n`);
      for (const { says, why, sentences } of all) {
        lines.push(`- \`${says}\`${why && `: ${why.replace(/[<>*_[\]\\]/g, '\\$&').replace(/`/g, '')}`}`);
        for (const sentence of sentences) lines.push(`  - ${sentence}`);
      }
      lines.push('');
    }
  }
  return `${lines.join('\n').trim()}\n`;
}

/** `[{ title, passed, where, why }]` */
export function checkSentences() {
  const title = 'docs/sentences.md holds every sentence of the source';
  let passed = false;
  try {
    passed = readFileSync(document, 'utf8') === sentences();
  } catch {
    // it is not there
  }
  return [{ title, passed, where: 'sentences', why: 'npm run sentences' }];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href && process.argv.includes('--write')) {
  mkdirSync(dirname(document), { recursive: true });
  writeFileSync(document, sentences());
}
