/**
 * Layout of the tree of interleavings: folded nodes, and positions. Each leaf has a row, a node is in the row of its
 * first child, so that the first run is a straight line.
 */
import type { RunTreeValue, TreeNode, WalkStep } from '../../explore/report.ts';

/** Maximum number of leaves unfolded automatically. */
const MOST_LEAVES = 24;

export interface PlacedNode {
  /** Row in the tree's value. */
  readonly row: number;
  readonly node: TreeNode;
  readonly depth: number;
  /** In rows of leaves, from 0. */
  readonly y: number;
  /** Index of its parent among the placed nodes; -1 for the root. */
  readonly parent: number;
  /** Whether its children are shown or hidden, or it has none. */
  readonly fold: 'open' | 'folded' | 'leaf';
  readonly runs: number;
}

export const runsOf = ({ counts }: TreeNode): number =>
  counts.reduce((sum, [, runs]) => sum + runs, 0);

export function childrenOf({ nodes }: RunTreeValue): readonly (readonly number[])[] {
  const children: number[][] = nodes.map(() => []);
  for (const [row, { parent }] of nodes.entries()) if (parent >= 0) children[parent]!.push(row);
  return children;
}

/**
 * In reading order. `folds`: nodes that the reader has unfolded (true) or folded. Otherwise a node is unfolded if its
 * runs end differently, those with most runs first, as long as there are not too many leaves.
 */
export function layoutTree(
  tree: RunTreeValue,
  folds: ReadonlyMap<number, boolean>,
): readonly PlacedNode[] {
  const children = childrenOf(tree);
  const open = openRows(tree, children, folds);
  const placed: PlacedNode[] = [];
  let leaves = 0;
  const place = (row: number, depth: number, parent: number): number => {
    const node = tree.nodes[row]!;
    const isOpen = open.has(row);
    const fold = children[row]!.length === 0 ? 'leaf' : isOpen ? 'open' : 'folded';
    const at = placed.length;
    const own = { row, node, depth, parent, fold, runs: runsOf(node), y: 0 } as const;
    placed.push(own);
    const ys = isOpen ? children[row]!.map((child) => place(child, depth + 1, at)) : [];
    const y = ys[0] ?? leaves++;
    placed[at] = { ...own, y };
    return y;
  };
  if (tree.nodes.length > 0) place(0, 0, -1);
  return placed;
}

function openRows(
  { nodes }: RunTreeValue,
  children: readonly (readonly number[])[],
  folds: ReadonlyMap<number, boolean>,
): ReadonlySet<number> {
  const open = new Set<number>();
  const waiting = nodes.length > 0 ? [0] : [];
  let leaves = 1;
  while (waiting.length > 0) {
    waiting.sort((a, b) => runsOf(nodes[a]!) - runsOf(nodes[b]!));
    const row = waiting.pop()!;
    const below = children[row]!;
    if (below.length === 0) continue;
    const isWorthIt = nodes[row]!.counts.length > 1 && leaves + below.length - 1 <= MOST_LEAVES;
    if (!(folds.get(row) ?? isWorthIt)) continue;
    open.add(row);
    leaves += below.length - 1;
    waiting.push(...below);
  }
  return open;
}

/** Rows along a run, as far as it is in the tree. */
export function rowsAlong(tree: RunTreeValue, steps: readonly WalkStep[]): ReadonlySet<number> {
  const children = childrenOf(tree);
  const rows = new Set<number>();
  let row = 0;
  let place = 0;
  while (tree.nodes[row] !== undefined) {
    rows.add(row);
    place += tree.nodes[row]!.length;
    const step = steps[place];
    const next = children[row]!.find((child) => isSame(tree.nodes[child]!.first, step));
    if (next === undefined) break;
    row = next;
  }
  return rows;
}

/** The ancestors of a row, and its first descendants: the run opened from it. */
export function rowsThrough(tree: RunTreeValue, row: number): ReadonlySet<number> {
  const children = childrenOf(tree);
  const rows = new Set<number>();
  for (let at = row; at >= 0; at = tree.nodes[at]?.parent ?? -1) rows.add(at);
  for (let at = children[row]?.[0]; at !== undefined; at = children[at]?.[0]) rows.add(at);
  return rows;
}

const isSame = (a: WalkStep | undefined, b: WalkStep | undefined): boolean =>
  a !== undefined && b !== undefined && a.thread === b.thread && a.op === b.op && a.on === b.on;
