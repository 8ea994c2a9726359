import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'daemon-processes',
  chapter: 'processes',
  order: 60,
  params: {
    daemon: { type: 'bool', default: true },
    rounds: { type: 'int', min: 1, max: 10, default: 6 },
    pace: { type: 'seconds', min: 0.1, max: 2, step: 0.1, default: 0.6 },
    letter: { type: 'seconds', min: 0.1, max: 6, step: 0.1, default: 3 },
    stay: { type: 'seconds', min: 0.1, max: 6, step: 0.1, default: 2 },
  },
  threads: () => 3,
  stage: [],
  view: 'processes',
});

export type Params = ParamsOf<typeof scenario.params>;
