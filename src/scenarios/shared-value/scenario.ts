import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'shared-value',
  chapter: 'processes',
  order: 75,
  params: {
    share: { type: 'choice', options: ['value', 'array'], default: 'value' },
    lock: { type: 'bool', default: false },
    gates: { type: 'int', min: 1, max: 8, default: 3 },
    visitors: { type: 'int', min: 1, max: 20, default: 5 },
    gap: { type: 'seconds', min: 0, max: 1, step: 0.05, default: 0.2 },
  },
  threads: ({ gates }) => gates + 1,
  idle: ({ lock }) => (lock ? [] : ['counter.get_lock()']),
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
