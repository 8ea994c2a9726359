import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'forgotten-task-done',
  chapter: 'pitfalls',
  order: 80,
  params: {
    mistake: { type: 'choice', options: ['task-done', 'join', 'none'], default: 'task-done' },
    clerks: { type: 'int', min: 1, max: 6, default: 2 },
    letters: { type: 'int', min: 3, max: 20, default: 6 },
    stamp: { type: 'seconds', min: 0.1, max: 3, step: 0.1, default: 0.7 },
  },
  threads: ({ clerks }) => clerks + 1,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
