import type { Graph } from './wait-graph.ts';

export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Side of its label. */
  readonly side: 'start' | 'end' | 'middle';
}

/**
 * Nodes on a ring, clockwise from the top, each behind the one that leads to it: a circle of waits goes round the ring. Those
 * on a circle come first. The ring has `width` by `height` and leaves room for labels. In a low one,
 * it is a flat ellipse.
 */
export function layoutRing(
  { nodes, edges, circle }: Graph,
  width: number,
  height: number,
): Place[] {
  const next = new Map<string, string[]>();
  const led = new Set<string>();
  for (const { from, to } of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
    led.add(to);
  }
  const rank = (id: string) => (circle.has(id) ? 0 : led.has(id) ? 2 : 1);
  const order: string[] = [];
  const walk = (id: string): void => {
    if (order.includes(id)) return;
    order.push(id);
    for (const to of (next.get(id) ?? []).toSorted((a, b) => rank(a) - rank(b))) walk(to);
  };
  for (const { id } of nodes.toSorted((a, b) => rank(a.id) - rank(b.id))) walk(id);
  const [rx, ry] = [Math.max(40, width / 2 - 90), height / 2 - 14];
  return order.map((id, i) => {
    const angle = (i / order.length) * 2 * Math.PI - Math.PI / 2;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const side = Math.abs(cos) < 0.2 ? 'middle' : cos > 0 ? 'start' : 'end';
    return { id, x: width / 2 + cos * rx, y: height / 2 + sin * ry, side };
  });
}
