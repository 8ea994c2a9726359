import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'two-threads',
  chapter: 'threads',
  order: 10,
  params: {
    named: { type: 'bool', default: true },
    steps: { type: 'int', min: 1, max: 20, default: 6 },
    fast: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.5 },
    slow: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
  },
  threads: () => 3,
  coreOnly: true,
  stage: [],
  threadsOnly: true,
});

export type Params = ParamsOf<typeof scenario.params>;
