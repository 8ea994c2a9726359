import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'daemon-family',
  chapter: 'threads',
  order: 40,
  params: {
    daemon: { type: 'bool', default: true },
    children: { type: 'int', min: 1, max: 10, default: 5 },
    work: { type: 'seconds', min: 0.1, max: 5, step: 0.1, default: 2 },
    limit: { type: 'seconds', min: 0, max: 5, step: 0.1, default: 0.5 },
    patience: { type: 'seconds', min: 0, max: 10, step: 0.1, default: 2.3 },
  },
  threads: ({ children }) => children + 2,
  coreOnly: true,
  stage: [],
  threadsOnly: true,
});

export type Params = ParamsOf<typeof scenario.params>;
