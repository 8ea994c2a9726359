/**
 * Runs of an exploration as a prefix tree. It accepts runs until it is full, so its memory is bounded.
 */
import type { RunTreeValue, TreeNode, WalkStep } from './report.ts';

const MOST_RUNS = 2000;
const MOST_STEPS = 100_000;

/** A step shared by some runs. */
interface Node {
  readonly parent: Node | undefined;
  readonly thread: number;
  readonly label: WalkStep;
  readonly children: Node[];
  /** Number of runs through it, by ending. */
  readonly counts: Map<number, number>;
}

const NO_STEP: WalkStep = { thread: '', op: '', on: '', line: 0, at: 0 };
const newNode = (parent: Node | undefined, thread: number, label: WalkStep): Node => ({
  parent,
  thread,
  label,
  children: [],
  counts: new Map(),
});

export class RunTree {
  #root = newNode(undefined, -1, NO_STEP);
  #runs = 0;
  #steps = 0;
  #isFull = false;
  #endings: string[] = [];
  /** The rows of the last value. */
  #rows: readonly Node[] = [];

  /** Adds a run with this ending: the threads of its steps, and a description of each step. */
  add(key: string, threads: readonly number[], labelAt: (step: number) => WalkStep): void {
    if (this.#runs >= MOST_RUNS || this.#steps >= MOST_STEPS) {
      this.#isFull = true;
      return;
    }
    let ending = this.#endings.indexOf(key);
    if (ending < 0) ending = this.#endings.push(key) - 1;
    let node = this.#root;
    count(node, ending);
    threads.forEach((thread, step) => {
      const known = node.children.find((child) => child.thread === thread);
      if (known === undefined) {
        const child = newNode(node, thread, labelAt(step));
        node.children.push(child);
        this.#steps += 1;
        node = child;
      } else {
        node = known;
      }
      count(node, ending);
    });
    this.#runs += 1;
  }

  clear(): void {
    this.#root = newNode(undefined, -1, NO_STEP);
    this.#runs = this.#steps = 0;
    this.#isFull = false;
    this.#endings = [];
  }

  /** Steps without a choice are merged with their predecessor. */
  get value(): RunTreeValue {
    const nodes: TreeNode[] = [];
    const rows: Node[] = [];
    const add = (node: Node, parent: number): void => {
      let last = node;
      let length = node === this.#root ? 0 : 1;
      while (last.children.length === 1) {
        last = last.children[0]!;
        length += 1;
      }
      const first = node === this.#root ? node.children[0]?.label : node.label;
      const row = rows.push(node) - 1;
      nodes.push({ parent, first, length, counts: [...node.counts] });
      for (const child of last.children) add(child, row);
    };
    add(this.#root, -1);
    this.#rows = rows;
    return { nodes, endings: this.#endings, runs: this.#runs, isFull: this.#isFull };
  }

  /**
   * The run through a row of the last value to the first ending from there, as threads; `count`: number of steps before
   * the row's.
   */
  pathTo(row: number): { readonly threads: readonly number[]; readonly count: number } | undefined {
    let node = this.#rows[row];
    if (node === undefined) return undefined;
    const threads: number[] = [];
    for (let at = node; at.parent !== undefined; at = at.parent) threads.push(at.thread);
    threads.reverse();
    const before = Math.max(0, threads.length - 1);
    while (node.children.length > 0) {
      node = node.children[0]!;
      threads.push(node.thread);
    }
    return { threads, count: before };
  }
}

function count({ counts }: Node, ending: number): void {
  counts.set(ending, (counts.get(ending) ?? 0) + 1);
}
