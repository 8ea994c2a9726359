/** Page of the benchmark: measurements by name, called by scripts/bench.mjs. */
import { barePython } from './bare-python.ts';
import { diagnosisSpeed, exploreSpeed } from './explore.ts';
import { kernelOps, wakeUp } from './kernel.ts';
import { labRuns } from './lab.ts';
import { coldStart, warmStart } from './live.ts';
import { besideLive, linkSize, modelSpeed } from './model.ts';
import type { Sample } from './sample.ts';
import { eventToPixel, millionIntervals } from './timeline.ts';

const measurements = {
  'kernel-ops-1': () => kernelOps(1),
  'kernel-ops-2': () => kernelOps(2),
  'kernel-ops-4': () => kernelOps(4),
  'wake-up': wakeUp,
  'start-warm': warmStart,
  'start-cold': coldStart,
  model: modelSpeed,
  'model-live': besideLive,
  'link-size': linkSize,
  explore: exploreSpeed,
  diagnosis: diagnosisSpeed,
  'event-to-pixel': eventToPixel,
  'million-intervals': millionIntervals,
  'lab-runs': labRuns,
} satisfies Record<string, () => Promise<Sample>>;

/** What a measurement of the whole page has beside it. */
const beside = { 'bare-python': barePython } satisfies Record<string, () => Promise<Sample>>;

declare global {
  var benchmarks: typeof measurements;
  var besides: typeof beside;
}
globalThis.benchmarks = measurements;
globalThis.besides = beside;
