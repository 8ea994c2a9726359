import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'traffic-light',
  chapter: 'locks',
  order: 40,
  params: {
    cars: { type: 'int', min: 1, max: 12, default: 5 },
    poll: { type: 'bool', default: false },
    clear: { type: 'choice', options: ['yellow', 'red'], default: 'yellow' },
    red: { type: 'seconds', min: 0.5, max: 20, step: 0.1, default: 2 },
    green: { type: 'seconds', min: 0.5, max: 20, step: 0.1, default: 3 },
    yellow: { type: 'seconds', min: 0.2, max: 5, step: 0.1, default: 1 },
    lap: { type: 'seconds', min: 0.2, max: 5, step: 0.1, default: 1.5 },
    nap: { type: 'seconds', min: 0.1, max: 2, step: 0.1, default: 0.4 },
  },
  threads: ({ cars }) => cars + 2,
  coreOnly: true,
  stage: [{ object: 'light', as: 'traffic-light' }],
});

export type Params = ParamsOf<typeof scenario.params>;
