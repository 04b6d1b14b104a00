import { configs as lit } from 'eslint-plugin-lit';
import a11y from 'eslint-plugin-lit-a11y';
import regexp from 'eslint-plugin-regexp';
import { configs as wc } from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

const accessibility = Object.fromEntries(Object.keys(a11y.rules).map((rule) => [`lit-a11y/${rule}`, 'error']));

export default ts.config(
  {
    files: ['src/**/*.ts'],
    extends: [...ts.configs.strictTypeChecked, lit['flat/recommended'], wc['flat/recommended']],
    plugins: { 'lit-a11y': a11y, regexp },
    languageOptions: { parserOptions: { project: '../tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...accessibility,
      // Strict CSP: no style attribute, no inline handler.
      'lit/ban-attributes': ['error', 'style', 'onclick'],
      'lit-a11y/no-autofocus': 'error',
      // Old libraries, such as Prototype.js before 1.7, put others of these names in their place.
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='entries'][arguments.length=0]",
          message: 'Prototype.js has another Array#entries: count in the loop',
        },
        {
          selector: "CallExpression[callee.property.name='reduce']",
          message: 'Prototype.js has another Array#reduce: take a loop',
        },
        {
          selector: "CallExpression[callee.object.name='Array'][callee.property.name='from']",
          message: 'Prototype.js has another Array.from: spread it',
        },
      ],
      // A text from outside must not hold the page.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
      // One thought a function.
      complexity: ['error', 20],
      'max-depth': ['error', 3],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'no-duplicate-imports': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'zod', message: "import * as z from 'zod/mini': 6 kB instead of up to 92" },
            {
              name: 'lit/directives/repeat.js',
              message: 'keyedList of elements/shared leaves nothing of a row that goes',
            },
          ],
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/unbound-method': 'off', // Lit binds the handlers of its templates
    },
  },
  { files: ['src/simulator/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
