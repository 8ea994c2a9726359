import type { Selection } from '../../store/selection.ts';
import type { Names } from '../../views/names.ts';
import { layoutRing, type Place } from './ring-layout.ts';
import type { Graph, GraphEdge, GraphNode } from './wait-graph.ts';
import type { FindingTexts } from './words.ts';

interface RingGraphProps {
  readonly graph: Graph;
  readonly of: 'waits' | 'orders';
  readonly names: Names;
  readonly texts: FindingTexts;
  readonly width: number;
  /** Available height; a ring with many nodes is higher, and scrolls. */
  readonly room: number;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** Height per node, with two side by side. */
const ROW = 22;
const HIGHEST = 260;
/** Distance from a node's middle to an arrow's end. */
const GAP = 16;

/** A graph on a ring: threads and objects as buttons, arrows between them; a wait-for cycle is highlighted. */
export function RingGraph(props: RingGraphProps) {
  const { graph, of, names, texts, width, room, selection, onSelect } = props;
  const least = Math.max(72, graph.nodes.length * ROW);
  const height = Math.min(Math.max(least, room), Math.max(least, HIGHEST));
  const { panel } = texts;
  const places = new Map(layoutRing(graph, width, height).map((place) => [place.id, place]));
  const nameOf = ({ kind, index }: GraphNode): string =>
    kind === 'thread' ? names.brief(index) : names.object(index);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const tell = ({ from, to, kind }: GraphEdge): string => {
    const [first, second] = [byId.get(from), byId.get(to)];
    if (first === undefined || second === undefined) return '';
    return panel.edges[kind]
      .replace('{{from}}', () => nameOf(first))
      .replace('{{to}}', () => nameOf(second));
  };
  return (
    <section className="graph" aria-label={panel.graphs[of]}>
      <h3 className="caption">{panel.graphs[of]}</h3>
      {graph.nodes.length === 0 ? (
        <p className="graph-none">{panel.nobody}</p>
      ) : (
        <div className="graph-plot" style={{ height }}>
          <svg width={width} height={height} aria-hidden="true">
            {graph.edges.map((edge) => (
              <Arrow
                key={`${edge.from} ${edge.to} ${edge.kind}`}
                from={places.get(edge.from)}
                to={places.get(edge.to)}
                kind={edge.kind}
                isCircle={graph.circle.has(edge.from) && graph.circle.has(edge.to)}
              />
            ))}
          </svg>
          {graph.nodes.map((node) => {
            const { x = 0, y = 0, side } = places.get(node.id) ?? {};
            const { kind, index, id } = node;
            return (
              <button
                key={id}
                type="button"
                className="graph-node"
                data-kind={kind}
                data-side={side}
                data-circle={graph.circle.has(id) || undefined}
                aria-pressed={selection.kind === kind && selection.index === index}
                style={{ left: x, top: y }}
                onClick={() => onSelect({ kind, index })}
              >
                {nameOf(node)}
              </button>
            );
          })}
        </div>
      )}
      <ul className="visually-hidden">
        {graph.edges.map((edge) => (
          <li key={`${edge.from} ${edge.to} ${edge.kind}`}>{tell(edge)}</li>
        ))}
      </ul>
    </section>
  );
}

interface ArrowProps {
  readonly from: Place | undefined;
  readonly to: Place | undefined;
  readonly kind: GraphEdge['kind'];
  readonly isCircle: boolean;
}

function Arrow({ from, to, kind, isCircle }: ArrowProps) {
  if (from === undefined || to === undefined) return null;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  const [ux, uy] = [dx / length, dy / length];
  const [x1, y1] = [from.x + ux * GAP, from.y + uy * GAP];
  const [x2, y2] = [to.x - ux * GAP, to.y - uy * GAP];
  const head = [
    `${x2},${y2}`,
    `${x2 - ux * 8 - uy * 4},${y2 - uy * 8 + ux * 4}`,
    `${x2 - ux * 8 + uy * 4},${y2 - uy * 8 - ux * 4}`,
  ].join(' ');
  return (
    <g className="graph-arrow" data-kind={kind} data-circle={isCircle || undefined}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      <polygon points={head} />
    </g>
  );
}
