import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'failing-threads',
  chapter: 'threads',
  order: 45,
  params: {
    failure: { type: 'choice', options: ['raise', 'hang', 'none'], default: 'raise' },
    hook: { type: 'bool', default: false },
    pace: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.5 },
  },
  threads: () => 4,
  coreOnly: true,
  stage: [],
  threadsOnly: true,
});

export type Params = ParamsOf<typeof scenario.params>;
