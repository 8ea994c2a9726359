import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'main-and-worker',
  chapter: 'threads',
  order: 20,
  params: {
    wait: { type: 'choice', options: ['join', 'limit', 'no'], default: 'join' },
    work: { type: 'seconds', min: 0, max: 10, step: 0.1, default: 3 },
    limit: { type: 'seconds', min: 0, max: 10, step: 0.1, default: 1 },
  },
  threads: () => 2,
  coreOnly: true,
  stage: [],
  threadsOnly: true,
});

export type Params = ParamsOf<typeof scenario.params>;
