/**
 * Dependencies of each source file: imports, re-exports, dynamic imports, types by `import()`, globs, URLs beside the
 * module, and Workers. Read from the syntax tree, as paths from src/. Used by src/walls.test.ts.
 */
import { posix } from 'node:path';
import { parseSync, Visitor, type ESTree } from 'vite';

/** type: nothing of it is there when the program runs. */
export type EdgeKind = 'import' | 'type' | 'dynamic' | 'glob' | 'url' | 'worker';

export interface Edge {
  readonly kind: EdgeKind;
  /** As written. */
  readonly specifier: string;
  readonly line: number;
  /** A path from src/ (with `..` if it leaves it), a pattern of such paths, or the name of a package. */
  readonly to: { readonly path: string } | { readonly pattern: RegExp } | { readonly pkg: string };
}

export interface FileImports {
  readonly edges: readonly Edge[];
  /** Constructs that cannot be analysed: each a sentence with its line. */
  readonly problems: readonly { readonly line: number; readonly text: string }[];
}

/** @param file path from src/, such as `base/units.ts` */
export function readImports(file: string, code: string): FileImports {
  const edges: Edge[] = [];
  const problems: { line: number; text: string }[] = [];
  const lineAt = (offset: number) => code.slice(0, offset).split('\n').length;
  const problem = (node: ESTree.Node, text: string) =>
    problems.push({ line: lineAt(node.start), text });

  const { program, errors } = parseSync(file, code);
  for (const error of errors) problems.push({ line: 1, text: `does not parse: ${error.message}` });

  function reach(kind: EdgeKind, node: ESTree.Node, specifier: string): void {
    const path = specifier.replace(/\?.*$/, '');
    const isPath = path.startsWith('.') || path.startsWith('/');
    const to = isPath ? { path: resolvePath(file, path) } : { pkg: packageName(path) };
    const isWorker = /\?(?:.*&)?(?:shared)?worker\b/.test(specifier);
    edges.push({ kind: isWorker ? 'worker' : kind, specifier, line: lineAt(node.start), to });
  }

  function reachGlob(call: ESTree.CallExpression): void {
    const [argument] = call.arguments;
    const elements = argument?.type === 'ArrayExpression' ? argument.elements : [argument];
    for (const element of elements) {
      const pattern = textOf(element);
      if (pattern === undefined) problem(call, 'a glob must be written as a string');
      else if (!pattern.startsWith('!')) {
        const to = { pattern: globToRegExp(resolvePath(file, pattern)) };
        edges.push({ kind: 'glob', specifier: pattern, line: lineAt(call.start), to });
      }
    }
  }

  /** URLs that are the first argument of a Worker: counted as Workers, not again as URLs. */
  const workerUrls = new Set<ESTree.Node>();

  const visitor = new Visitor({
    ImportDeclaration: (node) =>
      reach(node.importKind === 'type' ? 'type' : 'import', node, node.source.value),
    ExportAllDeclaration: (node) =>
      reach(node.exportKind === 'type' ? 'type' : 'import', node, node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source === null) return;
      reach(node.exportKind === 'type' ? 'type' : 'import', node, node.source.value);
    },
    TSImportType: (node) => reach('type', node, node.source.value),
    ImportExpression: (node) => {
      const specifier = textOf(node.source);
      if (specifier === undefined) problem(node, 'import() must name its module as a string');
      else reach('dynamic', node, specifier);
    },
    CallExpression: (node) => {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'MetaProperty') return;
      if (callee.property.type === 'Identifier' && callee.property.name === 'glob') reachGlob(node);
    },
    NewExpression: (node) => {
      if (node.callee.type !== 'Identifier') return;
      const { name } = node.callee;
      const [first, second] = node.arguments;
      if (name === 'Worker' || name === 'SharedWorker') {
        // A Worker of its own kind: the build has that entry already.
        if (first !== undefined && isOwnUrl(first)) return;
        const url = first === undefined ? undefined : moduleUrl(first);
        if (first === undefined || url === undefined || second?.type !== 'ObjectExpression') {
          problem(
            node,
            `write new ${name}(new URL('…', import.meta.url), { … }) in one piece, or the build misses it`,
          );
        } else {
          workerUrls.add(first);
          reach('worker', node, url);
        }
      } else if (!workerUrls.has(node)) {
        const url = moduleUrl(node);
        if (url !== undefined) reach('url', node, url);
      }
    },
  });
  visitor.visit(program);
  return { edges, problems };
}

/** `location.href`: in a Worker, its own entry. */
const isOwnUrl = (node: ESTree.Node): boolean =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Identifier' &&
  node.object.name === 'location' &&
  node.property.type === 'Identifier' &&
  node.property.name === 'href';

/** The text of `new URL('text', import.meta.url)`. */
function moduleUrl(node: ESTree.Node): string | undefined {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier') return undefined;
  const [text, base] = node.arguments;
  const isBeside = base?.type === 'MemberExpression' && base.object.type === 'MetaProperty';
  return node.callee.name === 'URL' && isBeside ? textOf(text) : undefined;
}

function textOf(node: ESTree.Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}

/** A path that starts with `/` counts from the project, as in Vite. */
function resolvePath(file: string, path: string): string {
  return path.startsWith('/')
    ? posix.relative('/src', posix.normalize(path))
    : posix.join(posix.dirname(file), path);
}

function packageName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function globToRegExp(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('?', '[^/]')
    .replace(/\{([^}]*)\}/g, (_all, options: string) => `(?:${options.replaceAll(',', '|')})`)
    .replace(/\*\*\/|\*\*|\*/g, (star) =>
      star === '**/' ? '(?:.*/)?' : star === '**' ? '.*' : '[^/]*',
    );
  return new RegExp(`^${source}$`);
}

/** For every strongly connected component of files (Tarjan), its shortest cycle. */
export function findCycles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const cycles: string[][] = [];
  const stack: string[] = [];
  const index = new Map<string, number>();

  function visit(file: string): number {
    const own = index.size;
    index.set(file, own);
    stack.push(file);
    let lowest = own;
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, index.get(next) ?? own);
    }
    if (lowest === own) {
      const group = new Set(stack.splice(stack.indexOf(file)));
      const circles = [...group].toSorted().map((start) => circleFrom(start, group, graph));
      const shortest = circles.toSorted((a, b) => a.length - b.length)[0];
      if (shortest !== undefined && shortest.length > 0) cycles.push(shortest);
    }
    return lowest;
  }

  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return cycles;
}

/** The shortest path from a file back to itself within a component, or nothing. */
function circleFrom(
  start: string,
  group: ReadonlySet<string>,
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const seen = new Set<string>();
  let ways = [[start]];
  while (ways.length > 0) {
    const longer: string[][] = [];
    for (const way of ways) {
      for (const next of graph.get(way.at(-1) ?? start) ?? []) {
        if (next === start) return [...way, start];
        if (!group.has(next) || seen.has(next)) continue;
        seen.add(next);
        longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return [];
}
