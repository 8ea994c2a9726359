/** Prints a program in Python. */
import type { Act, Arg, Program, Task } from './program.ts';
import { slotsOf, timerSlots, timingOf, type Timing } from './timing.ts';

function argText(arg: Arg, timing: Timing): string {
  if (arg === null) return 'None';
  if (arg === true) return 'True';
  if (arg === false) return 'False';
  if (typeof arg === 'string') return `'${arg}'`;
  if (typeof arg === 'number') return String(arg);
  if ('name' in arg) return arg.name;
  if ('limit' in arg || 'rounds' in arg) return `${slotsOf(timing, arg)} * W`;
  return `[${arg.map((item) => argText(item, timing)).join(', ')}]`;
}

const fill = (text: string, args: readonly Arg[], timing: Timing): string =>
  text.replace('#', () => args.map((arg) => argText(arg, timing)).join(', '));

function actLines(
  me: string,
  { on, py, args, as, forks }: Act,
  place: number,
  timing: Timing,
): string[] {
  if (forks !== undefined) {
    return [`turn('${me}')`, `o.${forks} = os.fork()`, `if o.${forks} == 0: ${forks}(o)`];
  }
  const call = `call('${me}', ${place}, lambda: ${fill(on === '' || py.includes('$') ? py.replaceAll('$', `o.${on}`) : `o.${on}.${py}`, args, timing)}`;
  const line = as === undefined ? `${call})` : `o.${as} = ${call}, True)`;
  return [
    on === '' || !/\d/.test(on) ? line : `if hasattr(o, '${on}') and o.${on} is not None: ${line}`,
  ];
}

function endLines({ kind, raises, exits }: Task): string[] {
  if (raises !== undefined) return [raises.startsWith('sys.') ? raises : `raise ${raises}`];
  if (kind === 'fork') return [`os._exit(${exits ?? 0})`];
  return exits === undefined ? [] : [`sys.exit(${exits})`];
}

function bodyOf(task: Task, timing: Timing): string[] {
  const lines = task.acts.flatMap((act, place) => actLines(task.name, act, place, timing));
  // It ends in a slot of its own, too.
  const ends = task.acts.length === 0 ? [] : [`turn('${task.name}')`];
  return [...lines, ...ends, ...endLines(task)];
}

function makerOf(task: Task, timing: Timing): string[] {
  const { name, kind } = task;
  switch (kind) {
    case 'thread':
    case 'daemon':
      return [
        `o.${name} = threading.Thread(target=${name}, args=(o,)${kind === 'daemon' ? ', daemon=True' : ''})`,
      ];
    case 'process':
    case 'daemon-process': {
      const daemon = kind === 'daemon-process' ? ', daemon=True' : '';
      return [`o.${name} = multiprocessing.Process(target=${name}, args=(o,)${daemon})`];
    }
    case 'timer':
      return [`o.${name} = threading.Timer(${timerSlots(timing, task)} * W, ${name}, [o])`];
    case 'main':
    case 'fork':
      return [];
  }
}

export function pythonText(program: Program): string {
  const timing = timingOf(program);
  const main = program.tasks[0];
  const functions = program.tasks
    .slice(1)
    .flatMap((task) => [
      '',
      `def ${task.name}(o):`,
      ...['pass', ...bodyOf(task, timing)].map(indent),
    ]);
  const things = program.things.map(
    ({ names, py, args }) =>
      `${names.map((name) => `o.${name}`).join(', ')} = ${fill(py, args, timing)}`,
  );
  return [
    `ROUND = ${timing.round}`,
    `MINE = ${JSON.stringify(timing.mine)}`,
    ...functions,
    '',
    ...things,
    ...program.tasks.flatMap((task) => makerOf(task, timing)),
    ...(main === undefined ? [] : bodyOf(main, timing)),
    '',
  ].join('\n');
}

const indent = (line: string): string => `    ${line}`;
