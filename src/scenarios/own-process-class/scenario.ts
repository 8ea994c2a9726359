import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'own-process-class',
  chapter: 'processes',
  order: 30,
  params: {
    start: { type: 'bool', default: true },
    bakers: { type: 'int', min: 1, max: 6, default: 3 },
    bake: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.8 },
  },
  threads: ({ start, bakers }) => (start ? bakers + 1 : 1),
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
