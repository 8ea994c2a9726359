/**
 * Build transformations of a scenario's sources.
 *
 * - program.ts: every `yield* STEPS` sets its line, and the name of its result, before its steps begin (see
 *   src/program/at.ts). Line numbers do not change.
 * - program.ts?listing, listing.py?listing: the text for display, highlighted here so that the page needs no
 *   highlighter. Marks (`// [wait]`, `# [wait]`) and params (`# param: cars`) are removed from the text and returned
 *   separately.
 * - texts.LANGUAGE.json?gallery: only the title and the summary.
 */
import { readFileSync } from 'node:fs';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { MagicString } from 'magic-string';
import { parseSync, type ESTree, type Plugin } from 'vite';
import type { GalleryTexts, Listing, ScenarioTexts } from '../src/scenarios/scenario.ts';
import { tokenRuns } from '../src/ui/lab/token-runs.ts';

const programFile = /\/src\/scenarios\/[^/]+\/program\.ts$/;
const listingFile = /\/src\/scenarios\/[^/]+\/(?:program\.ts|listing\.py)\?listing$/;
const galleryFile = /\/src\/scenarios\/[^/]+\/texts\.[\w-]+\.json\?gallery$/;
const searchFile = /\/src\/scenarios\/[^/]+\/(?:texts\.[\w-]+\.json|listing\.py)\?search$/;

export function weftScenarios(): Plugin {
  return {
    name: 'weft:scenarios',
    enforce: 'pre',
    load: {
      filter: { id: [listingFile, galleryFile, searchFile] },
      handler(id) {
        const file = id.slice(0, id.indexOf('?'));
        this.addWatchFile(file);
        const text = readFileSync(file, 'utf8');
        const value = searchFile.test(id)
          ? readSearched(text, file)
          : listingFile.test(id)
            ? readListing(text, file.endsWith('.py') ? 'python' : 'typescript')
            : readTitles(text);
        return { code: `export default ${JSON.stringify(value)};`, moduleType: 'js' };
      },
    },
    transform: {
      filter: { id: programFile },
      handler(code, id) {
        const steps = tellSteps(code, id);
        return { code: steps.toString(), map: steps.generateMap({ hires: true, source: id }) };
      },
    },
  };
}

function readTitles(texts: string): GalleryTexts {
  const { title, summary } = JSON.parse(texts) as GalleryTexts;
  return { title, summary };
}

/** Texts for the search: title, summary and words of texts, names of a listing. */
function readSearched(text: string, file: string): readonly string[] {
  if (file.endsWith('.py')) return [[...new Set(text.match(/[A-Za-z_]\w{2,}/g))].join(' ')];
  const { title, summary, words } = JSON.parse(text) as ScenarioTexts;
  return [title, summary, words];
}

/** Inserts the locations of a program's steps. Exported for the test. */
export function tellSteps(code: string, file: string): MagicString {
  const { program, errors } = parseSync(file, code, { lang: 'ts' });
  const error = errors[0];
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`);
  const edited = new MagicString(code);
  const lineAt = lineFinder(code);

  const visit = (node: ESTree.Node, parents: readonly ESTree.Node[]): void => {
    if (node.type === 'YieldExpression' && node.delegate && node.argument !== null) {
      const line = lineAt(node.start);
      const name = nameOfResult(node, parents);
      const { start, end } = node.argument;
      if (hasSteps(node.argument)) {
        edited.appendRight(start, '_here(').prependLeft(end, `, ${line}, ${name})`);
      } else {
        edited
          .appendRight(start, `(_at.line = ${line}, _at.name = ${name}, `)
          .prependLeft(end, ')');
      }
    }
    for (const child of childrenOf(node)) visit(child, [...parents, node]);
  };
  visit(program, []);
  return edited.append(`\nimport { at as _at, here as _here } from '../../program/at.ts';\n`);
}

/** An expression for the name of a step's result in the listing, and so in the trace; '' if it has none. */
function nameOfResult(step: ESTree.Node, parents: readonly ESTree.Node[]): string {
  const nameless = `''`;
  let value = step;
  let user = parents.at(-1);
  for (let above = parents.length - 2; user !== undefined && isPassedOn(value, user); above--) {
    [value, user] = [user, parents[above]];
  }
  switch (user?.type) {
    case 'VariableDeclarator':
      return user.init === value && user.id.type === 'Identifier'
        ? `'${pythonName(user.id.name)}'`
        : nameless;
    case 'Property':
      return user.value === value && user.key.type === 'Identifier' && !user.computed
        ? `'${pythonName(user.key.name)}'`
        : nameless;
    case 'CallExpression': {
      const { callee } = user;
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier')
        return nameless;
      const { object, property } = callee;
      return property.type === 'Identifier' && property.name === 'push'
        ? `\`${pythonName(object.name)}[\${${object.name}.length}]\``
        : nameless;
    }
    default:
      return nameless;
  }
}

/** `toClient` in Python's spelling: `to_client`. */
const pythonName = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/** Whether the value of `node` is the value of `parent`. */
function isPassedOn(node: ESTree.Node, parent: ESTree.Node): boolean {
  switch (parent.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return true;
    case 'ConditionalExpression':
      return parent.test !== node;
    default:
      return false;
  }
}

/** Whether evaluating this expression takes steps. */
function hasSteps(node: ESTree.Node): boolean {
  if (node.type === 'YieldExpression') return true;
  if (node.type === 'FunctionExpression') return false;
  return childrenOf(node).some(hasSteps);
}

function childrenOf(node: ESTree.Node): ESTree.Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

// `// [wait]` or `# [acquire] [release]` at the end of a line; `/* [look] */` within it.
const marksInLine = / *(?:\/\/|#) ((?:\[[a-z0-9-]+\] ?)+)$| *\/\* ((?:\[[a-z0-9-]+\] ?)+)\*\//g;
const paramAtEnd = / *# param: (\w+)$/;

/** A source text for display. Exported for the tests. */
export function readListing(source: string, language: 'python' | 'typescript'): Listing {
  const marks: Record<string, number[]> = {};
  const params: Record<string, number> = {};
  const takeOut = (text: string, line: number): string =>
    text
      .replace(marksInLine, (_, atEnd?: string, within?: string) => {
        for (const name of (atEnd ?? within ?? '').match(/[^[\] ]+/g) ?? []) {
          (marks[name] ??= []).push(line);
        }
        return '';
      })
      .replace(paramAtEnd, (_, name: string) => {
        params[name] = line;
        return '';
      });
  const shown = source
    .trimEnd()
    .split(/\r?\n/)
    .map((text, index) => takeOut(text, index + 1));
  return { lines: highlight(shown.join('\n'), language), marks, params };
}

function highlight(text: string, language: 'python' | 'typescript'): Listing['lines'] {
  const parser = language === 'python' ? python : javascript.configure({ dialect: 'ts' });
  return tokenRuns(text, parser.parse(text));
}
