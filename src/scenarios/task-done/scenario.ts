import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'task-done',
  chapter: 'queues',
  order: 30,
  params: {
    processes: { type: 'bool', default: false },
    extra: { type: 'bool', default: false },
    workers: { type: 'int', min: 1, max: 8, default: 3 },
    tasks: { type: 'int', min: 1, max: 30, default: 9 },
    work: { type: 'seconds', min: 0, max: 3, step: 0.1, default: 0.6 },
  },
  threads: ({ workers }) => workers + 1,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
