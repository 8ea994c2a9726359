import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'timer',
  chapter: 'threads',
  order: 60,
  params: {
    cancel: { type: 'bool', default: true },
    tea: { type: 'seconds', min: 0.5, max: 8, step: 0.1, default: 2 },
    eggs: { type: 'seconds', min: 0.5, max: 8, step: 0.1, default: 4 },
    pages: { type: 'int', min: 1, max: 20, default: 6 },
    read: { type: 'seconds', min: 0.1, max: 2, step: 0.1, default: 0.5 },
  },
  threads: () => 3,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
