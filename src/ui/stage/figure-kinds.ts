/** A row for each figure. */
import { ConditionFigure } from './ConditionFigure.tsx';
import { ContentsFigure } from './ContentsFigure.tsx';
import type { FigureFacts } from './figure-props.ts';
import type { FigureKind } from './figures.ts';
import { HoldFigure } from './HoldFigure.tsx';
import { LocalFigure } from './LocalFigure.tsx';
import { pictures } from './pictures/registry.ts';
import { PipeFigure } from './PipeFigure.tsx';
import { QueueFigure } from './QueueFigure.tsx';
import { VariableFigure } from './VariableFigure.tsx';
import { WaitFigure } from './WaitFigure.tsx';
import { later } from '../controls/later.tsx';

const ArrayFigure = later(async () => (await import('./ArrayFigure.tsx')).default);
const CopiesFigure = later(async () => (await import('./CopiesFigure.tsx')).default);
const ExecutorFigure = later(async () => (await import('./ExecutorFigure.tsx')).default);
const PoolFigure = later(async () => (await import('./PoolFigure.tsx')).default);
const ServerFigure = later(async () => (await import('./ServerFigure.tsx')).default);

export const figureKinds: Readonly<Record<FigureKind, FigureFacts>> = {
  ...pictures,
  server: { Drawing: ServerFigure, min: 480, grow: 3 },
  hold: { Drawing: HoldFigure, min: 248, grow: 3 },
  queue: { Drawing: QueueFigure, min: 304, grow: 3 },
  pipe: { Drawing: PipeFigure, min: 320, grow: 3 },
  wait: { Drawing: WaitFigure, min: 172, grow: 1 },
  terminal: { Drawing: WaitFigure, min: 132, grow: 1 },
  condition: { Drawing: ConditionFigure, min: 320, grow: 3 },
  variable: { Drawing: VariableFigure, min: 96, grow: 1 },
  copies: { Drawing: CopiesFigure, min: 232, grow: 2 },
  value: { Drawing: VariableFigure, min: 232, grow: 1 },
  array: { Drawing: ArrayFigure, min: 272, grow: 2 },
  local: { Drawing: LocalFigure, min: 272, grow: 2 },
  contents: { Drawing: ContentsFigure, min: 200, grow: 3 },
  pool: { Drawing: PoolFigure, min: 480, grow: 3 },
  executor: { Drawing: ExecutorFigure, min: 480, grow: 3 },
};
