/**
 * Samples that V8 took of one thread: a tree of calls, the node that each sample found, and the time since the sample
 * before it. They come whole or in pieces, of which each adds nodes and samples (`Profiler.Profile` of the Chrome DevTools
 * Protocol). Old Node writes the tree as nodes in each other, and a time for every sample.
 */
import { MOST_FRAMES, StackWalk } from '../build/stacks.ts';
import type { ForeignLane, Recording } from '../build/recording.ts';
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../json/values.ts';

interface Node {
  readonly name: number;
  parent: number | undefined;
}

/** Entries of V8's own that hold every stack, and say nothing. */
const ROOT = '(root)';

export const isCpuProfile = (json: unknown): boolean => {
  const { nodes, head, samples } = fieldsOf(json);
  return Array.isArray(samples) && (Array.isArray(nodes) || fieldsOf(head) === head);
};

/** A file that is nothing but a profile. */
export function readCpuProfile(json: unknown, recording: Recording): void {
  const file = fieldsOf(json);
  const lane = recording.thread(recording.process('1'), '1');
  lane.name = 'main thread';
  const profile = new CpuProfile(recording);
  profile.add(file, file);
  profile.write(lane, 0);
}

export class CpuProfile {
  readonly #recording: Recording;
  readonly #nodes = new Map<number, Node>();
  readonly #samples: number[] = [];
  /** Microseconds from the beginning of the profile, one for each sample. */
  readonly #times: number[] = [];
  readonly #places: number[] = [];
  readonly #paths = new Map<number, readonly number[]>();
  #time = 0;

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  /** @param tree what has the nodes and the samples @param times what has the times, which need not be the same */
  add(tree: Fields, times: Fields, place?: number): void {
    for (const node of listOf(tree['nodes'])) this.#addNode(fieldsOf(node), undefined);
    this.#addTree(fieldsOf(tree['head']));
    const deltas = listOf(times['timeDeltas'] ?? tree['timeDeltas']);
    const stamps = listOf(tree['timestamps']);
    const first = numberOf(stamps[0]);
    for (const [i, id] of listOf(tree['samples']).entries()) {
      const at = place ?? ++this.#recording.events;
      const time = i < stamps.length ? numberOf(stamps[i]) - first : this.#after(deltas[i], at);
      if (!Number.isFinite(time)) this.#recording.notes.add('no-time', at);
      else if (this.#recording.hasRoom()) {
        this.#samples.push(numberOf(id));
        this.#times.push(time);
        this.#places.push(at);
      }
    }
  }

  /** @param start when the profile begins, in milliseconds */
  write(lane: ForeignLane, start: number): void {
    const walk = new StackWalk(lane);
    // Samples of several pieces may lie a little across each other.
    const order = this.#times.map((_, i) => i).sort((a, b) => this.#times[a]! - this.#times[b]!);
    for (const i of order) {
      const place = this.#places[i]!;
      const id = this.#samples[i]!;
      if (!this.#nodes.has(id)) this.#recording.notes.add('no-stack', place);
      walk.moveTo(start + this.#times[i]! / 1000, this.#pathOf(id), place);
    }
    walk.end();
  }

  #after(delta: unknown, place: number): number {
    const step = delta === undefined ? 0 : numberOf(delta);
    if (!Number.isFinite(step)) return Number.NaN;
    if (delta === undefined) this.#recording.notes.add('no-duration', place);
    return (this.#time += step);
  }

  #addNode(node: Fields, above: number | undefined): number {
    const id = numberOf(node['id']);
    const parent = 'parent' in node ? numberOf(node['parent']) : above;
    const told = this.#nodes.get(id)?.parent;
    this.#nodes.set(id, { name: this.#nameOf(node), parent: parent ?? told });
    for (const child of listOf(node['children'])) {
      if (typeof child !== 'number') continue;
      const known = this.#nodes.get(child);
      if (known === undefined) this.#nodes.set(child, { name: 0, parent: id });
      else known.parent ??= id;
    }
    return id;
  }

  /** Nodes that stand in each other. */
  #addTree(head: Fields): void {
    const left: [Fields, number | undefined][] = 'id' in head ? [[head, undefined]] : [];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const id = this.#addNode(...next);
      for (const child of listOf(next[0]['children']))
        if (typeof child === 'object') left.push([fieldsOf(child), id]);
    }
  }

  #nameOf(node: Fields): number {
    const frame = 'callFrame' in node ? fieldsOf(node['callFrame']) : node;
    const name = textOf(frame['functionName']) || '(anonymous)';
    const url = textOf(frame['url']);
    const line = numberOf(frame['lineNumber']);
    // Lines are counted from 0 where the frame is an object, from 1 where old Node wrote it.
    const shown = 'callFrame' in node ? line + 1 : line;
    const place = url === '' ? '' : ` (${fileOf(url)}${shown > 0 ? `:${shown}` : ''})`;
    return this.#recording.names.ofText(name + place);
  }

  /** Names from the outermost frame on. */
  #pathOf(id: number): readonly number[] {
    const known = this.#paths.get(id);
    if (known !== undefined) return known;
    const path: number[] = [];
    const root = this.#recording.names.ofText(ROOT);
    let node = this.#nodes.get(id);
    while (node !== undefined && path.length < MOST_FRAMES) {
      if (node.name !== root) path.push(node.name);
      node = node.parent === undefined ? undefined : this.#nodes.get(node.parent);
    }
    path.reverse();
    this.#paths.set(id, path);
    return path;
  }
}

const fileOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1) || url;
