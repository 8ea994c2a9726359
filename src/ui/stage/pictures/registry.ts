/** Pictures of single scenarios. Their components are loaded on demand. */
import type { StageHint } from '../../../scenarios/scenario.ts';
import type { FigureFacts } from '../figure-props.ts';
import { later } from '../../controls/later.tsx';

const TrafficLight = later(
  async () => (await import('./traffic-light/TrafficLightFigure.tsx')).default,
);
const Segments = later(async () => (await import('./segments/SegmentsFigure.tsx')).default);
const Table = later(async () => (await import('./table/TableFigure.tsx')).default);

export const pictures = {
  'traffic-light': { Drawing: TrafficLight, min: 320, grow: 3, bends: 210 },
  segments: { Drawing: Segments, min: 560, grow: 3, bends: 240 },
  table: { Drawing: Table, min: 340, grow: 3, bends: 240 },
} as const satisfies Readonly<Record<StageHint['as'], FigureFacts>>;
