import type { Edge } from '../../diagnose/lock-order.ts';
import { circleOf, type Graph, type GraphEdge, type GraphNode } from './wait-graph.ts';

/**
 * The lock-order graph after the first `count` events: an edge leads from a lock to one that was taken while it was held. A
 * circle is a risk unless a gate or a message keeps the threads apart, which `lock-order` findings take into account.
 */
export function lockGraph(all: readonly Edge[], count: number): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const node = (index: number): string => {
    const id = `object ${index}`;
    nodes.set(id, { id, kind: 'object', index });
    return id;
  };
  for (const { from, to, seq } of all) {
    if (seq >= count) continue;
    const edge = { from: node(from), to: node(to), kind: 'order' } as const;
    edges.set(`${edge.from} ${edge.to}`, edge);
  }
  const list = [...edges.values()];
  return { nodes: [...nodes.values()], edges: list, circle: circleOf(list) };
}
