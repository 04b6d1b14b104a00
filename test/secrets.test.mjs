// What a careful page must not find in our source or in the built file.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');
const filesOf = (folder, kind) =>
  readdirSync(new URL(folder, root), { recursive: true })
    .filter((name) => kind.test(name))
    .map((name) => `${folder}/${name}`);

const built = read('dist/portside.js');
const ours = [...filesOf('src', /\.ts$/), ...filesOf('demo', /\.(ts|html)$/)];
/** Text that becomes elements or code, and what a strict policy refuses in a template. */
const sinks =
  /outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe|\beval\(|new Function|[\s"'`]style=|\bon[a-z]+="/;
/** Of these the built file has the words: in Lit's messages, and in Porthole's part for browsers without postMessage. */
const tricks = /innerHTML|unsafe(HTML|SVG|CSS)|\.style\b|styleMap/;

test('nothing of ours writes HTML as text, runs text, or carries an inline style or handler', () => {
  for (const name of ours) {
    assert.doesNotMatch(read(name), sinks, name);
    assert.doesNotMatch(read(name), tricks, name);
  }
});

test('no page of the demo has an inline script or style', () => {
  for (const name of filesOf('demo', /\.html$/)) {
    assert.doesNotMatch(
      read(name),
      /<style|<script(?![^>]*(src=|type="application\/json"))|(src|href)="(data|javascript):/,
      name,
    );
  }
});

test('the built file writes HTML once, in Lit’s own template under its policy', () => {
  assert.equal(built.split('innerHTML').length - 1, 1);
  assert.match(built, /createElement\("template"\);return \w+\.innerHTML=/);
  assert.match(built, /createPolicy\("portside"/);
  assert.doesNotMatch(built, sinks);
});

test('the built file holds no number, name, password or address of the demo and the simulators', () => {
  const texts = [...ours.filter((name) => /^demo|^src\/simulator/.test(name))].map(read).join('\n');
  const numbers = new Set(texts.match(/\b0?9\d{7,}\b|\b24\d{6}\b/g));
  assert.ok(numbers.size >= 4, 'the demo has numbers');
  for (const word of [...numbers, 'simulated', 'Ana Pérez', 'basetest', '127.0.0.1', 'localhost'])
    assert.ok(!built.includes(word), word);
  assert.doesNotMatch(built, /["'`]supervisor["'`]/, 'the user of the demo');
});
