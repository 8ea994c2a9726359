import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'bones',
  chapter: 'queues',
  order: 25,
  params: {
    wait: { type: 'bool', default: true },
    maxsize: { type: 'int', min: 1, max: 12, default: 4 },
    bones: { type: 'int', min: 1, max: 20, default: 6 },
    cut: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.5 },
    eat: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.8 },
    patience: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 2 },
  },
  threads: () => 4,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
