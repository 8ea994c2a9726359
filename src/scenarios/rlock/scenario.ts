import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'rlock',
  chapter: 'locks',
  order: 20,
  params: {
    reentrant: { type: 'bool', default: true },
    cashiers: { type: 'int', min: 1, max: 6, default: 2 },
    menus: { type: 'int', min: 1, max: 10, default: 2 },
    ring: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.6 },
  },
  threads: ({ cashiers }) => cashiers + 1,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
