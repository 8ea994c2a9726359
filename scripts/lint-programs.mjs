/**
 * Checks programs for errors that no other check finds: a step without its `yield*`, which then never happens, and
 * mutable module variables, of which every Worker and every process has its own copy. Needs types, so it uses the
 * compiler. `npm run lint` runs it over the core; it exits with 1 if it finds something.
 */
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** @typedef {import('typescript/unstable/ast').Node} Node */
/** @typedef {import('typescript/unstable/sync').Project} Project */

const TESTS = new Set([SyntaxKind.IfStatement, SyntaxKind.WhileStatement, SyntaxKind.DoStatement]);

const DROPPED = 'these steps are never taken: write yield*';
const TESTED = 'these steps are not taken, and steps are always true: write yield*';
const USED = 'these steps are not taken, and are no value: write yield*';
const STARLESS = 'yield takes one op: write yield*';

/**
 * The misuse of an expression, if it is of type Steps; undefined where steps are allowed.
 *
 * @param {Node} node
 * @returns {string | undefined}
 */
function misuseOf(node) {
  const { parent } = node;
  const at = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (parent));
  if (TESTS.has(parent.kind)) return at['expression'] === node ? TESTED : undefined;
  switch (parent.kind) {
    case SyntaxKind.ParenthesizedExpression:
      return misuseOf(parent);
    case SyntaxKind.ExpressionStatement:
    case SyntaxKind.VoidExpression:
    case SyntaxKind.AwaitExpression:
      return DROPPED;
    case SyntaxKind.ForStatement:
      return at['condition'] === node ? TESTED : DROPPED;
    case SyntaxKind.ConditionalExpression:
      return at['condition'] === node ? TESTED : undefined;
    case SyntaxKind.PrefixUnaryExpression:
      return TESTED;
    case SyntaxKind.TemplateSpan:
    case SyntaxKind.SwitchStatement:
    case SyntaxKind.CaseClause:
    case SyntaxKind.TypeOfExpression:
    case SyntaxKind.ElementAccessExpression:
      return USED;
    case SyntaxKind.YieldExpression:
      return at['asteriskToken'] === undefined ? STARLESS : undefined;
    case SyntaxKind.BinaryExpression:
      return misuseInBinary(node, parent);
    default:
      return undefined;
  }
}

const LOGICAL = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

/**
 * @param {Node} node
 * @param {Node} parent
 */
function misuseInBinary(node, parent) {
  const { left, operatorToken } =
    /** @type {import('typescript/unstable/ast').BinaryExpression} */ (parent);
  const operator = operatorToken.kind;
  if (LOGICAL.has(operator)) return left === node ? TESTED : misuseOf(parent);
  if (operator === SyntaxKind.CommaToken) return left === node ? DROPPED : misuseOf(parent);
  // Assignments keep them; `instanceof` may test them.
  if (operator === SyntaxKind.InstanceOfKeyword) return undefined;
  return operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment
    ? undefined
    : USED;
}

/** Calls that take any value: steps are none. */
const TAKES_VALUES = /^(?:print|repr|str|String|Number|Boolean)$/;
const TAKES_ITEMS = /^(?:put|putNowait|append|insert|setItem|send|submit)$/;

/** @param {Node} node */
function isGivenAway(node) {
  if (node.parent.kind !== SyntaxKind.CallExpression) return false;
  const { expression } = /** @type {import('typescript/unstable/ast').CallExpression} */ (
    node.parent
  );
  if (expression === node) return false;
  const text = expression.getText();
  const name = text.slice(text.lastIndexOf('.') + 1);
  return text === name ? TAKES_VALUES.test(name) : TAKES_ITEMS.test(name);
}

const isSteps = /^(?:Steps<|Generator<Request\b|OneStep<)/;

/**
 * @param {Project} project
 * @param {string} file
 */
function forgottenSteps({ program, checker }, file) {
  const source = program.getSourceFile(file);
  if (source === undefined) return [];
  /** @type {[Node, string][]} */
  const suspects = [];
  /** @param {Node} node */
  const visit = (node) => {
    if (isExpression(node)) {
      const misuse = isGivenAway(node) ? USED : misuseOf(node);
      if (misuse !== undefined) suspects.push([node, misuse]);
    }
    node.forEachChild(visit);
  };
  source.forEachChild(visit);
  const types = checker.getTypeAtLocation(suspects.map(([node]) => node));
  return suspects
    .filter((_, index) => {
      const type = types[index];
      return type !== undefined && isSteps.test(checker.typeToString(type));
    })
    .map(([node, misuse]) => ({ ...placeOf(source.text, node), file, message: misuse }));
}

/** Calls, and names that may hold a call's result. @param {Node} node */
const isExpression = ({ kind }) =>
  kind === SyntaxKind.CallExpression ||
  kind === SyntaxKind.Identifier ||
  kind === SyntaxKind.PropertyAccessExpression;

/** Methods that change an array, a Map or a Set. */
const CHANGES =
  /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/;

const MUTABLE =
  'each Worker and each process has this anew: keep what is shared in a Variable, a List or a Dict, and hand it over';

/**
 * Variables of the module, and of its classes, that are modified.
 *
 * @param {Project} project
 * @param {string} file
 */
function mutableState({ program }, file) {
  const source = program.getSourceFile(file);
  if (source === undefined) return [];
  /** @type {Map<string, Node>} */
  const constants = new Map();
  /** @type {{ line: number, column: number, file: string, message: string }[]} */
  const found = [];
  /** @param {Node} node */
  const report = (node) => found.push({ ...placeOf(source.text, node), file, message: MUTABLE });
  for (const statement of source.statements) {
    if (statement.kind === SyntaxKind.VariableStatement) {
      const { declarationList } =
        /** @type {import('typescript/unstable/ast').VariableStatement} */ (statement);
      const isConst = /^(?:export\s+)?const\b/.test(statement.getText());
      for (const { name } of declarationList.declarations) {
        if (!isConst) report(name);
        else constants.set(name.getText(), name);
      }
    }
  }
  /** @param {Node | undefined} target */
  const rootOf = (target) => {
    let root = target;
    while (
      root?.kind === SyntaxKind.PropertyAccessExpression ||
      root?.kind === SyntaxKind.ElementAccessExpression
    ) {
      root = /** @type {import('typescript/unstable/ast').PropertyAccessExpression} */ (root)
        .expression;
    }
    return root?.kind === SyntaxKind.Identifier ? root.getText() : '';
  };
  /** @param {Node} node */
  const visit = (node) => {
    const target = changedBy(node);
    if (target !== undefined && constants.has(rootOf(target))) report(node);
    if (
      node.kind === SyntaxKind.PropertyDeclaration &&
      /^(?:(?:public|private|protected|override)\s+)*static\s+(?!readonly)/.test(node.getText())
    ) {
      report(node);
    }
    node.forEachChild(visit);
  };
  source.forEachChild(visit);
  return found;
}

/** The variable that a piece of code modifies, if any. @param {Node} node @returns {Node | undefined} */
function changedBy(node) {
  const { left, operatorToken, operand, operator, expression } =
    /** @type {{ left?: Node, operatorToken?: Node, operand?: Node, operator?: number, expression?: Node }} */ (
      /** @type {unknown} */ (node)
    );
  switch (node.kind) {
    case SyntaxKind.BinaryExpression: {
      const kind = operatorToken?.kind ?? 0;
      const assigns = kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
      return assigns ? left : undefined;
    }
    case SyntaxKind.PrefixUnaryExpression:
    case SyntaxKind.PostfixUnaryExpression:
      return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken
        ? operand
        : undefined;
    case SyntaxKind.DeleteExpression:
      return expression;
    case SyntaxKind.CallExpression: {
      if (expression?.kind !== SyntaxKind.PropertyAccessExpression) return undefined;
      // Steps on a handle do not modify the module.
      if (node.parent.kind === SyntaxKind.YieldExpression) return undefined;
      const called = /** @type {import('typescript/unstable/ast').PropertyAccessExpression} */ (
        expression
      );
      return CHANGES.test(called.name.getText()) ? called.expression : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * @param {string} text
 * @param {Node} node
 */
function placeOf(text, node) {
  const before = text.slice(0, node.getStart()).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const isProgram = /\/src\/scenarios\/[^/]+\/(?!scenario\.ts)[^/]+\.ts$/;
const hasSteps = /\/src\/(?:program|scenarios|semantics|engines\/model)\//;

/**
 * All errors in the files of a project.
 *
 * @param {string} config path of its tsconfig
 * @param {{ steps: RegExp, state: RegExp }} [where] which files are checked for what
 */
export function lintPrograms(config, where = { steps: hasSteps, state: isProgram }) {
  const api = new API({ cwd: resolve(config, '..') });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [resolve(config)] });
    return snapshot
      .getProjects()
      .flatMap((project) =>
        project.rootFiles.flatMap((file) => [
          ...(where.steps.test(file) ? forgottenSteps(project, file) : []),
          ...(where.state.test(file) ? mutableState(project, file) : []),
        ]),
      );
  } finally {
    api.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = lintPrograms(fileURLToPath(new URL('../tsconfig.core.json', import.meta.url)));
  for (const { file, line, column, message } of found) {
    console.error(`${relative('.', file)}:${line}:${column}: ${message}`);
  }
  if (found.length > 0) process.exitCode = 1;
}
