import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'thread-local',
  chapter: 'threads',
  order: 50,
  params: {
    own: { type: 'bool', default: true },
    clerks: { type: 'int', min: 2, max: 6, default: 3 },
    letters: { type: 'int', min: 1, max: 10, default: 3 },
    write: { type: 'seconds', min: 0.5, max: 3, step: 0.1, default: 1.2 },
  },
  threads: ({ clerks }) => clerks + 1,
  coreOnly: true,
  stage: [],
});

export type Params = ParamsOf<typeof scenario.params>;
