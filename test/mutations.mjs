// Small wrong changes of a source file, one at a time: what a test must notice.
import ts from 'typescript';

const { SyntaxKind: kind } = ts;

/** An operator, and what a slip of the hand makes of it. */
const slips = new Map([
  [kind.EqualsEqualsEqualsToken, ['!==']],
  [kind.ExclamationEqualsEqualsToken, ['===']],
  [kind.LessThanToken, ['<=', '>=']],
  [kind.LessThanEqualsToken, ['<', '>']],
  [kind.GreaterThanToken, ['>=', '<=']],
  [kind.GreaterThanEqualsToken, ['>', '<']],
  [kind.AmpersandAmpersandToken, ['||']],
  [kind.BarBarToken, ['&&']],
  [kind.PlusToken, ['-']],
  [kind.MinusToken, ['+']],
  [kind.AsteriskToken, ['/']],
]);

/** Calls without which the text or list is another one. */
const changing = new Set(['trim', 'toLowerCase', 'toUpperCase', 'sort', 'replace', 'replaceAll', 'filter', 'flat']);
/** What only says something to a person, or to the types. */
const isSaid = (node) =>
  (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'msg') ||
  (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'str');
const isOfTypes = (node) =>
  ts.isTypeNode(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node);
const isStatement = (node) =>
  ts.isExpressionStatement(node) ||
  ts.isThrowStatement(node) ||
  ts.isReturnStatement(node) ||
  (ts.isIfStatement(node) && !node.elseStatement);
const isInBlock = ({ parent }) => ts.isBlock(parent) || ts.isIfStatement(parent) || ts.isForOfStatement(parent);

/** The regular expressions that differ in one place. */
function* expressions(text) {
  const end = text.lastIndexOf('/');
  const flags = text.slice(end + 1);
  const changed = (at, length, to) => `${text.slice(0, at)}${to}${text.slice(at + length)}`;
  for (const { 0: found, index } of text.slice(0, end).matchAll(/(?<!\\)(?:\{\d+(?:,\d*)?\}|[*+]|(?<=[\])\w.])\?)/g)) {
    if (index === 0) continue;
    yield changed(index, found.length, found === '+' ? '*' : '+');
    if (found !== '*') yield changed(index, found.length, '');
  }
  if (text.startsWith('/^')) yield changed(1, 1, '');
  if (text[end - 1] === '$') yield changed(end - 1, 1, '');
  for (const flag of ['i', 'g', 's']) if (flags.includes(flag)) yield text.slice(0, end + 1) + flags.replace(flag, '');
}

/** All of them: `{ at, end, to, what }`, positions in the text. */
export function mutationsOf(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const all = [];
  const change = (node, to, what) => all.push({ at: node.getStart(), end: node.getEnd(), to, what });
  const isNot = (node) => ts.isPrefixUnaryExpression(node) && node.operator === kind.ExclamationToken;
  /** A “not” is taken away below. */
  const negate = (node) => isNot(node) || change(node, `!(${node.getText()})`, 'condition negated');

  const visit = (node) => {
    if (isOfTypes(node) || isSaid(node)) return;
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) negate(node.expression);
    if (ts.isConditionalExpression(node)) negate(node.condition);
    if (ts.isForStatement(node) && node.condition) negate(node.condition);
    if (ts.isBinaryExpression(node)) {
      const { operatorToken, left } = node;
      for (const to of slips.get(operatorToken.kind) ?? []) change(operatorToken, to, 'operator');
      if (operatorToken.kind === kind.QuestionQuestionToken) change(node, left.getText(), '?? removed');
    }
    if ((ts.isBindingElement(node) || ts.isParameter(node)) && node.initializer)
      all.push({ at: node.name.getEnd(), end: node.getEnd(), to: '', what: 'default removed' });
    if (isNot(node)) change(node, node.operand.getText(), '! removed');
    if (ts.isNumericLiteral(node)) {
      const value = Number(node.text.replaceAll('_', ''));
      for (const to of value ? [value + 1, value - 1] : [1]) change(node, String(to), 'number');
    }
    if (node.kind === kind.TrueKeyword) change(node, 'false', 'yes to no');
    if (node.kind === kind.FalseKeyword) change(node, 'true', 'no to yes');
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
      change(node, JSON.stringify(node.text ? `${node.text}!` : '!'), 'text');
    if (node.kind === kind.RegularExpressionLiteral)
      for (const to of expressions(node.getText())) change(node, to, 'expression');
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (changing.has(name.text)) change(node, expression.getText(), `.${name.text}() removed`);
    }
    if (isStatement(node) && isInBlock(node)) change(node, ';', 'statement removed');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return all;
}
