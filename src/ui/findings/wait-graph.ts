/**
 * The wait-for graph at one instant. Its nodes are threads and objects; edges lead from a thread to what it waits for,
 * and from that to its holder, or the thread that will end the wait.
 */
import type { Trace } from '../../trace/trace.ts';
import { isHeldForGroup } from '../../views/group-hold.ts';
import { measureOf } from '../../views/object-fold.ts';
import type { World } from '../../views/state.ts';

export interface GraphNode {
  readonly id: string;
  readonly kind: 'thread' | 'object';
  readonly index: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** waits: a thread for an object or a thread. has: an object is held by a thread. */
  readonly kind: 'waits' | 'has' | 'order';
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Nodes on cycles. */
  readonly circle: ReadonlySet<string>;
}

/**
 * Threads that wait for something, with what they wait for. Sleeping is no waiting. For a circle count only waits without a
 * time limit, and only locks that their holder alone will give back.
 */
export function waitGraph(trace: Trace, world: Pick<World, 'threads' | 'objects'>): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  const binding: GraphEdge[] = [];
  const node = (kind: GraphNode['kind'], index: number): string => {
    const id = `${kind} ${index}`;
    if (!nodes.has(id)) nodes.set(id, { id, kind, index });
    return id;
  };
  const add = (edge: GraphEdge, binds: boolean) => {
    edges.push(edge);
    if (binds) binding.push(edge);
  };
  const wanted = new Set<number>();
  for (const { run, index, object, wait, blockedBy, deadline } of world.threads) {
    if (run !== 'blocked') continue;
    const isJoin = wait === 'join' && blockedBy >= 0;
    if (object < 0 && !isJoin) continue;
    const from = node('thread', index);
    const to = object >= 0 ? node('object', object) : node('thread', blockedBy);
    add({ from, to, kind: 'waits' }, deadline < 0);
    if (object >= 0) wanted.add(object);
  }
  for (const index of wanted) {
    const object = world.objects[index]!;
    const means = measureOf(trace, index);
    if (means !== 'hold' && means !== 'permits') continue;
    const binds = means === 'hold' && !isHeldForGroup(trace, world, object);
    for (const holder of new Set(object.holders)) {
      add({ from: node('object', index), to: node('thread', holder), kind: 'has' }, binds);
    }
  }
  return { nodes: [...nodes.values()], edges, circle: circleOf(binding) };
}

/** Nodes that can reach themselves. */
export function circleOf(edges: readonly GraphEdge[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const circle = new Set<string>();
  for (const start of next.keys()) {
    const seen = new Set<string>();
    const open = [...next.get(start)!];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === start) {
        circle.add(start);
        break;
      }
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(next.get(at) ?? []));
    }
  }
  return circle;
}
