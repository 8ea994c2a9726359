import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'shared-dict',
  chapter: 'pitfalls',
  order: 100,
  params: {
    lock: { type: 'bool', default: false },
    report: { type: 'choice', options: ['end', 'each', 'copy'], default: 'end' },
    readers: { type: 'int', min: 1, max: 6, default: 3 },
    read: { type: 'seconds', min: 0, max: 2, step: 0.1, default: 0.5 },
    gap: { type: 'seconds', min: 0, max: 2, step: 0.1, default: 0.3 },
  },
  threads: ({ readers }) => readers + 2,
  idle: ({ lock }) => (lock ? [] : ['lock']),
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
