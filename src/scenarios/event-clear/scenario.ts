import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'event-clear',
  chapter: 'locks',
  order: 50,
  params: {
    clear: { type: 'bool', default: true },
    orders: { type: 'int', min: 1, max: 12, default: 5 },
    pause: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 1.5 },
    cook: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 0.5 },
  },
  threads: () => 2,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
