import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'own-thread-class',
  chapter: 'threads',
  order: 30,
  params: {
    start: { type: 'bool', default: true },
    couriers: { type: 'int', min: 1, max: 6, default: 3 },
    drive: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.8 },
  },
  threads: ({ couriers }) => couriers + 1,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
