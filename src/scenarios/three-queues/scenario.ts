import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'three-queues',
  chapter: 'queues',
  order: 10,
  params: {
    extra: { type: 'bool', default: false },
    maxsize: { type: 'int', min: 3, max: 6, default: 3 },
    pace: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.7 },
  },
  threads: () => 4,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
