/** Prints a program for Weft: JavaScript functions, of which `in-model.ts` makes a module. */
import type { Act, Arg, Program, Task } from './program.ts';
import { slotsOf, timerSlots, timingOf, type Timing } from './timing.ts';

function argText(arg: Arg, timing: Timing): string {
  if (arg === null || typeof arg === 'boolean' || typeof arg === 'number') return String(arg);
  if (typeof arg === 'string') return `'${arg}'`;
  if ('name' in arg) return arg.name;
  if ('limit' in arg || 'rounds' in arg) return `${slotsOf(timing, arg)}`;
  return `[${arg.map((item) => argText(item, timing)).join(', ')}]`;
}

const fill = (text: string, args: readonly Arg[], timing: Timing): string =>
  text.replace('#', () => args.map((arg) => argText(arg, timing)).join(', '));

function actLines(
  me: string,
  { on, js, args, as, forks }: Act,
  place: number,
  timing: Timing,
): string[] {
  if (forks !== undefined) {
    return [
      `yield* turn('${me}');`,
      `o.${forks} = yield* os.fork();`,
      `if (o.${forks} === 0) yield* ${forks}(o);`,
    ];
  }
  const call = `yield* call('${me}', ${place}, () => ${fill(on === '' || js.includes('$') ? js.replaceAll('$', `o.${on}`) : `o.${on}.${js}`, args, timing)}`;
  const line = as === undefined ? `${call});` : `o.${as} = ${call}, true);`;
  return [on === '' || !/\d/.test(on) ? line : `if ((o.${on} ?? null) !== null) ${line}`];
}

function endLines({ kind, raises, exits }: Task): string[] {
  if (raises !== undefined) {
    const [, type, message] = /^(\w+)\('?(.*?)'?\)$/.exec(raises) ?? [];
    return [`throw new PyError('${type}', '${message}');`];
  }
  if (kind === 'fork') return [`yield* os._exit(${exits ?? 0});`];
  return exits === undefined ? [] : [`sys.exit(${exits});`];
}

function bodyOf(task: Task, timing: Timing): string[] {
  const lines = task.acts.flatMap((act, place) => actLines(task.name, act, place, timing));
  const ends = task.acts.length === 0 ? [] : [`yield* turn('${task.name}');`];
  return [...lines, ...ends, ...endLines(task)];
}

function makerOf(task: Task, timing: Timing): string[] {
  const { name, kind } = task;
  switch (kind) {
    case 'thread':
    case 'daemon': {
      const daemon = kind === 'daemon' ? ', daemon: true' : '';
      return [`o.${name} = yield* new threading.Thread({ target: ${name}, args: [o]${daemon} });`];
    }
    case 'process':
    case 'daemon-process': {
      const daemon = kind === 'daemon-process' ? ', daemon: true' : '';
      return [
        `o.${name} = yield* new multiprocessing.Process({ target: ${name}, args: [o]${daemon} });`,
      ];
    }
    case 'timer':
      // A timer stores its arguments, and must not be among them.
      return [
        `o.${name} = yield* new threading.Timer(${timerSlots(timing, task)}, ${name}, [{ ...o }]);`,
      ];
    case 'main':
    case 'fork':
      return [];
  }
}

export function weftText(program: Program): string {
  const timing = timingOf(program);
  const [main, ...others] = program.tasks;
  const functions = others.flatMap((task) => [
    '',
    `function* ${task.name}(o) {`,
    ...bodyOf(task, timing).map(indent),
    '}',
  ]);
  const things = program.things.map(({ names, js, args }) => {
    const made = names.map((name) => `o.${name}`).join(', ');
    return `${names.length > 1 ? `[${made}]` : made} = yield* ${fill(js, args, timing)};`;
  });
  return [
    `const ROUND = ${timing.round};`,
    `const MINE = ${JSON.stringify(timing.mine)};`,
    ...functions,
    '',
    'function* main() {',
    '  const o = {};',
    ...things.map(indent),
    ...program.tasks.flatMap((task) => makerOf(task, timing)).map(indent),
    ...(main === undefined ? [] : bodyOf(main, timing)).map(indent),
    '}',
    `return { main, job, each${others.map(({ name }) => `, ${name}`).join('')} };`,
    '',
  ].join('\n');
}

const indent = (line: string): string => `  ${line}`;
