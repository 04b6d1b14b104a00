// Who can what of a call and of the agent's state: printed by the run, and held against the table in src/README.md.
//
//   npm run who-can-what   writes the table there anew
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './processes.mjs';
import { dialers, rows } from './transports/who-can-what.ts';

const readme = join(root, 'src/README.md');
const [begin, end] = ['<!-- who can what: npm run who-can-what -->', '<!-- end of who can what -->'];
const shown = { yes: 'yes', told: 'told', no: '–', unknown: '?' };

/** `seed: UC-1; vendor page: C-399`, each source once with the dialers that are known from it. */
function fromOf({ of }) {
  const known = dialers.filter((dialer) => /yes|told/.test(of[dialer].verdict));
  return known
    .map((dialer) => `${dialer}: ${of[dialer].from.join(', ')} (${of[dialer].facts.join(', ')})${note(of[dialer])}`)
    .join('; ');
}
const note = ({ note: said }) => (said ? `, ${said}` : '');

/** The table as Markdown. */
export function whoCanWhat() {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...dialers, 'from']),
    line(['---', ...dialers.map(() => '---'), '---']),
    ...rows.map((row) => line([row.name, ...dialers.map((dialer) => shown[row.of[dialer].verdict]), fromOf(row)])),
  ].join('\n');
}

function inReadme() {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`src/README.md has no place for the table: ${begin}`);
  return { text, from: from + begin.length, to };
}

/** `[{ title, passed, where, why }]`; the table is printed. */
export function checkWhoCanWhat() {
  const wide = (text, width) => text.padEnd(width);
  const first = Math.max(...rows.map(({ name }) => name.length));
  const print = (name, cells, rest) => console.log([wide(name, first), ...cells, rest].join(' ').trimEnd());
  const widths = dialers.map((dialer) => Math.max(dialer.length, 4));
  print(
    '',
    dialers.map((dialer, at) => wide(dialer, widths[at])),
    'from',
  );
  for (const row of rows)
    print(
      row.name,
      dialers.map((dialer, at) => wide(shown[row.of[dialer].verdict], widths[at])),
      fromOf(row),
    );
  const { text, from, to } = inReadme();
  const passed = text.slice(from, to).trim() === whoCanWhat();
  const title = 'the table of who can what in src/README.md is that of test/transports/who-can-what.ts';
  return [{ title, passed, where: 'who can what', why: 'npm run who-can-what' }];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href && process.argv.includes('--write')) {
  const { text, from, to } = inReadme();
  writeFileSync(readme, `${text.slice(0, from)}\n\n${whoCanWhat()}\n\n${text.slice(to)}`);
}
