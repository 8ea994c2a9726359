/** threading.Thread, and functions about the threads of a process. */
import { takePart } from './at.ts';
import { code } from '../kernel/core-ops.ts';
import { PyError } from '../kernel/errors.ts';
import type { Packed, PackedHandle } from '../kernel/packed.ts';
import { bodyName, callBody, METHOD, PARTIAL } from './bodies.ts';
import type { Callable } from './functools.ts';
import {
  createFields,
  Handle,
  keepsClass,
  packHandle,
  packValue,
  patience,
  travels,
  unpackValue,
} from './handle.ts';
import { step, type Steps } from './steps.ts';

interface CommonOptions {
  /** Default: `Thread-N (target)`. */
  readonly name?: string | undefined;
  /** Default: inherited from the creating thread. */
  readonly daemon?: boolean | undefined;
  readonly group?: null | undefined;
}

interface PositionalOptions<A extends readonly unknown[]> extends CommonOptions {
  /** The function that the thread runs. */
  readonly target?: Callable<A> | undefined;
  /** Its arguments, sent by value; handles refer to the same objects. */
  readonly args?: A | undefined;
  readonly kwargs?: undefined;
}

interface KeywordOptions extends CommonOptions {
  readonly target: Callable;
  readonly args?: readonly unknown[];
  /** Python's keyword arguments: one object after the other arguments. */
  readonly kwargs: Readonly<Record<string, unknown>>;
}

export type ThreadOptions<A extends readonly unknown[]> = PositionalOptions<A> | KeywordOptions;

/** Arguments of the creating op of a thread or process; `self`: an instance whose run() is its code. */
export function packJob<A extends readonly unknown[]>(
  { target, args, kwargs, name, daemon, group }: ThreadOptions<A>,
  self?: PackedHandle,
): Packed {
  if ((group ?? null) !== null) {
    throw new PyError('AssertionError', 'group argument must be None for now');
  }
  const [body, first] = bodyOf(target as Callable | undefined);
  const given = packArgs(args, kwargs);
  return packValue({
    target: body,
    args: Array.isArray(given) ? [...first, ...(given as unknown[])] : given,
    name: name ?? '',
    daemon: daemon ?? null,
    self,
    part: takePart(),
  });
}

/** Name under which the target runs, and its first arguments. */
function bodyOf(target: Callable | undefined): readonly [string, readonly unknown[]] {
  if (target === undefined) return ['', []];
  if (typeof target === 'function') return [bodyName(target), []];
  const { partial, args } = target;
  return partial.startsWith(METHOD) ? [partial, args] : [PARTIAL, [partial, ...args]];
}

/** A value that is no argument list is left as it is: the new thread will raise. */
function packArgs(args: unknown, kwargs: object | undefined): unknown {
  const list = args === undefined ? [] : isIterable(args) ? [...args] : args;
  return kwargs === undefined || !Array.isArray(list) ? list : [...(list as unknown[]), kwargs];
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'string' ||
  (typeof value === 'object' && value !== null && Symbol.iterator in value);

/**
 * A thread. A subclass may override `*run()`; the program exports the class, and each instance is sent to its thread by
 * value with its fields. Fields that are handles are shared: a declared `count = new Variable(0)` is created along with
 * the thread, and both sides read and write it.
 */
export class Thread<A extends readonly unknown[] = readonly unknown[]> extends Handle {
  readonly #options: ThreadOptions<readonly unknown[]>;

  constructor(options: ThreadOptions<A> = {}) {
    super();
    // The type of its arguments matters here only: any thread is a Thread.
    this.#options = options as unknown as ThreadOptions<readonly unknown[]>;
  }

  protected override *create(): Steps<number> {
    yield* createFields(this, this.#options.name);
    const job = packJob(this.#options, packSelf(this));
    return yield* step<number>(code['thread.create'], -1, 0, -1, job);
  }

  /** Returns once the thread runs. Raises RuntimeError if it was started before. */
  *start(): Steps<void> {
    yield* this.op<void>(code['thread.start']);
    yield* this.op<void>(code['thread.started']);
  }

  /** What the thread runs: its target. Called directly, it runs in the calling thread, once. */
  *run(): Steps<void> {
    const job = yield* this.op<string>(code['thread.run']);
    const [target, args] = unpackValue(job) as [string, unknown];
    if (target !== '') yield* callBody(target, args);
  }

  /** Waits for its end, or for `timeout` seconds; a negative timeout means non-blocking. */
  *join(timeout?: number): Steps<void> {
    yield* this.op<void>(code['thread.join'], 0, patience(timeout));
  }

  *isAlive(): Steps<boolean> {
    return (yield* this.op<number>(code['thread.isAlive'])) === 1;
  }

  *name(): Steps<string> {
    return JSON.parse(yield* this.op<string>(code['thread.name'])) as string;
  }

  *setName(name: string): Steps<void> {
    yield* this.op<void>(code['thread.setName'], 0, -1, JSON.stringify(name));
  }

  *daemon(): Steps<boolean> {
    return (yield* this.op<number>(code['thread.daemon'])) === 1;
  }

  /** Raises RuntimeError after start(). */
  *setDaemon(daemon: boolean): Steps<void> {
    yield* this.op<void>(code['thread.setDaemon'], daemon ? 1 : 0);
  }

  /** Its identifier; null before start(). */
  *ident(): Steps<number | null> {
    return unpackValue(yield* this.op<Packed>(code['thread.ident'])) as number | null;
  }

  /** Its native (operating system) id; null before start(). Of a main thread: the pid. */
  *nativeId(): Steps<number | null> {
    return unpackValue(yield* this.op<Packed>(code['thread.nativeId'])) as number | null;
  }
}
travels('Thread', Thread);

/** The handle of an instance of a Thread subclass; undefined for a plain Thread. */
function packSelf(thread: Handle): PackedHandle | undefined {
  if (Object.getPrototypeOf(thread) === Thread.prototype) return undefined;
  if (!keepsClass(thread)) {
    const { name } = thread.constructor;
    throw new PyError('TypeError', `class ${name} must be exported by the program`);
  }
  return packHandle(thread, -1);
}

/** The calling thread. */
export function* currentThread(): Steps<Thread> {
  return unpackValue(yield* step<Packed>(code['thread.current'])) as Thread;
}

/** The main thread of this process. */
export function* mainThread(): Steps<Thread> {
  return unpackValue(yield* step<Packed>(code['thread.main'])) as Thread;
}

/** Threads of this process that were started and have not ended, in order of start. */
export function* enumerate(): Steps<Thread[]> {
  return unpackValue(yield* step<Packed>(code['thread.enumerate'])) as Thread[];
}

/** How many {@link enumerate} would list. */
export function* activeCount(): Steps<number> {
  return yield* step<number>(code['thread.activeCount']);
}

/** Identifier of the calling thread. */
export function* getIdent(): Steps<number> {
  return yield* step<number>(code['thread.getIdent']);
}

export function* getNativeId(): Steps<number> {
  return yield* step<number>(code['thread.getNativeId']);
}
