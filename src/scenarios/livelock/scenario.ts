import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'livelock',
  chapter: 'pitfalls',
  order: 60,
  params: {
    patient: { type: 'bool', default: false },
    step: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.5 },
    pause: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.5 },
  },
  threads: () => 3,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
