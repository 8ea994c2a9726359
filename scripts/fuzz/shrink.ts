/** Minimises a program that differs. */
import type { Act, Program, Task } from './program.ts';

/** Variants of the program without one of its parts; largest parts first. */
export function smaller(program: Program): Program[] {
  const { tasks, things } = program;
  const withActs = (changed: Task, acts: readonly Act[]): Program => ({
    ...program,
    tasks: tasks.map((task) => (task === changed ? { ...task, acts } : task)),
  });
  const withoutTasks = tasks.slice(1).map(({ name }): Program => {
    const left = tasks.filter((task) => task.name !== name);
    const isOther = ({ on, forks }: Act) => on !== name && forks !== name;
    return {
      ...program,
      tasks: left.map((task) => ({ ...task, acts: task.acts.filter(isOther) })),
    };
  });
  const used = new Set(
    tasks.flatMap(({ acts }) => acts.flatMap(({ on, py }) => [on, namedIn(py)])),
  );
  const withoutThings = things
    .filter(({ names }) => !names.some((name) => used.has(name)))
    .map((thing) => ({ ...program, things: things.filter((other) => other !== thing) }));
  const halves = tasks
    .filter(({ acts }) => acts.length > 3)
    .flatMap((task) => {
      const half = task.acts.length >> 1;
      return [task.acts.slice(0, half), task.acts.slice(half)].map((acts) => withActs(task, acts));
    });
  const withoutActs = tasks.flatMap((task) =>
    task.acts.map((act) =>
      withActs(
        task,
        task.acts.filter((other) => other !== act),
      ),
    ),
  );
  const quiet = tasks
    .filter(({ raises, exits }) => raises !== undefined || exits !== undefined)
    .map((loud): Program => {
      const { raises: _, exits: __, ...task } = loud;
      return { ...program, tasks: tasks.map((other) => (other === loud ? task : other)) };
    });
  const withoutJobs = program.jobs
    .filter((job) => !JSON.stringify(tasks).includes(`"${job}"`))
    .map((job) => ({ ...program, jobs: program.jobs.filter((other) => other !== job) }));
  return [...withoutTasks, ...halves, ...withoutActs, ...quiet, ...withoutThings, ...withoutJobs];
}

/** An object that the text of a call names besides its own. */
const namedIn = (py: string): string => /o\.(\w+)/.exec(py)?.[1] ?? '';

/** Continues with the first smaller program that still differs, until there is none. */
export async function shrink(
  program: Program,
  differs: (candidate: Program) => Promise<boolean>,
): Promise<Program> {
  let best = program;
  for (;;) {
    const candidates = smaller(best);
    const verdicts = await Promise.all(candidates.map(differs));
    const next = candidates[verdicts.indexOf(true)];
    if (next === undefined) return best;
    best = next;
  }
}
