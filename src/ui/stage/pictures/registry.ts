/** Pictures of one scenario each. What draws it comes when it is wanted. */
import { lazy } from 'react';
import type { StageHint } from '../../../scenarios/scenario.ts';
import type { FigureFacts } from '../figure-props.ts';

const TrafficLight = lazy(() => import('./traffic-light/TrafficLightFigure.tsx'));
const Segments = lazy(() => import('./segments/SegmentsFigure.tsx'));
const Table = lazy(() => import('./table/TableFigure.tsx'));

export const pictures = {
  'traffic-light': { Drawing: TrafficLight, min: 320, grow: 3, bends: 210 },
  segments: { Drawing: Segments, min: 560, grow: 3, bends: 240 },
  table: { Drawing: Table, min: 340, grow: 3, bends: 240 },
} as const satisfies Readonly<Record<StageHint['as'], FigureFacts>>;
