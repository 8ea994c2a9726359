/** Generates random programs. The same seed and kind give the same program. */
import { both, call } from './call.ts';
import { actOf, argOf, Dice } from './dice.ts';
import type { Act, Program, Task, TaskKind, Thing } from './program.ts';
import { childCalls } from './vocabulary-fork.ts';
import { fillPool } from './generate-pools.ts';
import { processCalls, processSelfCalls } from './vocabulary-processes.ts';
import { selfCalls, threadCalls, timerCalls } from './vocabulary-threads.ts';
import { thingKinds, type Call, type ThingKind, type ThingName } from './vocabulary.ts';

interface Recipe {
  /** Kinds of objects to draw from. */
  readonly things: readonly ThingName[];
  /** Kinds of tasks. */
  readonly tasks: readonly TaskKind[];
  /** Whether calls on tasks are as frequent as those on objects. */
  readonly isAboutTasks?: boolean;
  readonly hasPool?: boolean;
}

const threadThings = [
  'lock',
  'rlock',
  'condition',
  'semaphore',
  'boundedSemaphore',
  'event',
  'barrier',
  'queue',
  'lifoQueue',
  'priorityQueue',
  'simpleQueue',
  'list',
  'dict',
  'local',
] as const;

export const recipes = {
  locks: { things: ['lock', 'rlock'], tasks: ['thread'] },
  conditions: { things: ['condition'], tasks: ['thread'] },
  semaphores: { things: ['semaphore', 'boundedSemaphore'], tasks: ['thread'] },
  events: { things: ['event'], tasks: ['thread'] },
  barriers: { things: ['barrier'], tasks: ['thread'] },
  queues: { things: ['queue', 'lifoQueue', 'priorityQueue', 'simpleQueue'], tasks: ['thread'] },
  data: { things: ['list', 'dict', 'local'], tasks: ['thread'] },
  threads: {
    things: ['event', 'lock', 'queue'],
    tasks: ['thread', 'thread', 'daemon', 'timer'],
    isAboutTasks: true,
  },
  mixed: { things: threadThings, tasks: ['thread', 'thread', 'thread', 'timer'] },
  shared: {
    things: [
      'sharedLock',
      'sharedRLock',
      'sharedSemaphore',
      'sharedBounded',
      'sharedEvent',
      'sharedCondition',
      'sharedBarrier',
      'value',
      'array',
    ],
    tasks: ['process', 'process', 'thread'],
  },
  pipes: {
    things: ['sharedQueue', 'joinableQueue', 'pipeQueue', 'pipe'],
    tasks: ['process', 'process', 'thread'],
  },
  processes: {
    things: ['sharedEvent', 'sharedQueue', 'value', 'lock'],
    tasks: ['process', 'process', 'daemon-process'],
    isAboutTasks: true,
  },
  fork: {
    things: ['sharedEvent', 'sharedLock', 'pipe', 'lock'],
    tasks: ['fork', 'fork', 'thread'],
    isAboutTasks: true,
  },
  // A process of multiprocessing opens descriptors of its own; a fork does not.
  files: { things: ['osPipe'], tasks: ['fork', 'thread', 'thread'] },
  sockets: { things: ['socketPair'], tasks: ['fork', 'thread', 'thread'] },
  prints: { things: ['printed'], tasks: ['thread', 'thread', 'fork'] },
  pools: { things: ['event'], tasks: ['thread'], hasPool: true },
  executors: { things: ['event'], tasks: ['thread'], hasPool: true },
} as const satisfies Readonly<Record<string, Recipe>>;

export type Kind = keyof typeof recipes;
export const kinds = Object.keys(recipes) as Kind[];

/** The objects of a program, with their kinds. */
function makeThings(dice: Dice, names: readonly ThingName[]): Map<Thing, ThingKind> {
  const made = new Map<Thing, ThingKind>();
  const count = 1 + dice.below(2);
  for (let n = 1; n <= count; n++) {
    const name = dice.of(names);
    const kind: ThingKind = thingKinds[name];
    const ends = kind.ends ?? 1;
    const thing: Thing = {
      names: Array.from({ length: ends }, (_, end) => `${name}${n}${ends > 1 ? 'ab'[end] : ''}`),
      ...kind.make,
      args: dice.of(kind.makeArgs ?? [[]]).map((hole) => argOf(dice, hole)),
    };
    made.set(thing, kind);
  }
  return made;
}

function actsOn(dice: Dice, things: Map<Thing, ThingKind>): Act[] {
  const [thing, kind] = dice.of([...things]);
  const on = dice.of(thing.names);
  const idioms = kind.idioms ?? [];
  const calls = idioms.length > 0 && dice.once(2) ? dice.of(idioms) : [dice.of(kind.calls)];
  return calls.map((one) => actOf(dice, on, one));
}

const callsOf: Readonly<Record<Exclude<TaskKind, 'main'>, readonly Call[]>> = {
  thread: threadCalls,
  daemon: threadCalls,
  timer: timerCalls,
  process: processCalls,
  'daemon-process': processCalls,
  fork: childCalls,
};

/** wait_for() has a predicate on a list of its own. */
function waitFor(dice: Dice): Act[] {
  const py = `wait_for(many(o.items1, ${1 + dice.below(2)}), #)`;
  const calls = [
    call('acquire'),
    both(py, py.replace('wait_for', 'waitFor'), 'T'),
    call('release'),
  ];
  return calls.map((one) => actOf(dice, 'condition1', one));
}

export function generate(kind: Kind, seed: number): Program {
  const dice = new Dice(seed * kinds.length + kinds.indexOf(kind));
  const recipe: Recipe = recipes[kind];
  const things = makeThings(dice, recipe.things);
  const looks = [...things.keys()].some(({ names }) => names[0] === 'condition1') && dice.once(2);
  if (looks) {
    things.set(
      { names: ['items1'], ...thingKinds.list.make, args: [] },
      {
        ...thingKinds.list,
        calls: [both('append(#)', 'append(#)', 'V')],
      },
    );
  }
  const taskKinds = Array.from({ length: 1 + dice.below(3) }, () => dice.of(recipe.tasks));
  const names = taskKinds.map((_, n) => `t${n + 1}`);

  const drawActs = (most: number, isMain: boolean): Act[] => {
    const acts: Act[] = [];
    while (acts.length < most) {
      if (looks && dice.once(4)) acts.push(...waitFor(dice));
      else if (isMain && dice.once(recipe.isAboutTasks === true ? 2 : 6)) {
        const place = dice.below(names.length);
        acts.push(actOf(dice, names[place]!, dice.of(callsOf[taskKinds[place] as 'thread'])));
      } else if (recipe.isAboutTasks === true && dice.once(5)) {
        const isProcess = kind === 'processes' || kind === 'fork';
        acts.push(actOf(dice, '', dice.of(isProcess ? processSelfCalls : selfCalls)));
      } else acts.push(...actsOn(dice, things));
    }
    return acts;
  };

  const others = taskKinds.map((taskKind, n): Task => {
    const acts = drawActs(1 + dice.below(6), false);
    const task = { name: names[n]!, kind: taskKind, acts };
    const interval = taskKind === 'timer' ? { interval: 1 + dice.below(3) } : {};
    const isProcess = taskKind.includes('process') || taskKind === 'fork';
    if (isProcess && dice.once(3)) return { ...task, ...interval, exits: dice.below(4) };
    if (taskKind !== 'fork' && dice.once(8)) {
      return { ...task, ...interval, raises: `ValueError('of ${names[n]}')` };
    }
    return { ...task, ...interval };
  });

  const mainActs = drawActs(2 + dice.below(6), true);
  const pooled = recipe.hasPool === true ? fillPool(dice, kind === 'pools') : undefined;
  if (pooled !== undefined) {
    mainActs.splice(0, mainActs.length, ...pooled.acts);
    things.set(pooled.thing, { ...thingKinds.list, calls: pooled.calls });
  }
  // Most tasks are started soon.
  for (const [n, name] of names.entries()) {
    const place = dice.below(Math.min(3, mainActs.length + 1));
    const start: Act =
      taskKinds[n] === 'fork'
        ? { on: '', py: 'fork', js: 'fork', args: [], forks: name }
        : { on: name, py: 'start()', js: 'start()', args: [] };
    if (!dice.once(20) || taskKinds[n] === 'fork') mainActs.splice(place, 0, start);
  }
  return {
    seed,
    kind,
    things: [...things.keys()],
    tasks: [{ name: 'main', kind: 'main', acts: mainActs }, ...others],
    jobs: pooled?.jobs ?? [],
  };
}
