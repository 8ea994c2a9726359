import { defineScenario, type ParamsOf } from '../scenario.ts';

export const scenario = defineScenario({
  id: 'task-server',
  chapter: 'network',
  order: 30,
  params: {
    tasks: { type: 'int', min: 1, max: 60, default: 12 },
    workers: { type: 'int', min: 1, max: 4, default: 2 },
    work: { type: 'seconds', min: 0.5, max: 8, step: 0.5, default: 2 },
  },
  // Main, the acceptors of tabs and connections, and two for each worker: the worker and its server thread. One tab may
  // join.
  threads: ({ workers }) => 5 + 2 * workers,
  stage: [],
  lanesOnly: ['alone', 'counting', 'guests', '/dev/pts/0'],
  /** The prompt is that of `answer` in the program. */
  tabs(prompt) {
    const [, tab, task] = /^tab (\d+), task (\d+): $/.exec(prompt) ?? [];
    return task === undefined ? undefined : { tab: Number(tab), task: Number(task) };
  },
  input: [
    { terminal: '/dev/pts/0', line: 'a tab' },
    { terminal: '/dev/pts/1', line: 'many' },
    { terminal: '/dev/pts/1', line: '168' },
    { terminal: '/dev/pts/1', line: null },
  ],
});

export type Params = ParamsOf<typeof scenario.params>;
