import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'hundred-threads',
  chapter: 'locks',
  order: 10,
  params: {
    lock: { type: 'bool', default: true },
    gap: { type: 'seconds', min: 0, max: 0.2, step: 0.01, default: 0.05 },
  },
  threads: () => 101,
  idle: ({ lock }) => (lock ? [] : ['lock']),
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
