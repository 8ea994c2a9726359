/** multiprocessing.Process, and functions about related processes. */
import { typeName } from '../kernel/compare.ts';
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import { callBody } from './bodies.ts';
import {
  createFields,
  Handle,
  handleKind,
  keepsClass,
  packHandle,
  packValue,
  patience,
  travels,
  unpackValue,
} from './handle.ts';
import { createChild } from './multiprocessing-exit.ts';
import { step, type Steps } from './steps.ts';
import { packJob, type ThreadOptions } from './threading-thread.ts';

/** Number of standard descriptors. */
export const FIRST_SENTINEL = 3;

/**
 * A process. A subclass may override `*run()`; the program exports the class, and the instance is sent to the process
 * by value with its fields, as they are at creation.
 */
export class Process<A extends readonly unknown[] = readonly unknown[]> extends Handle {
  readonly #options: ThreadOptions<A>;

  constructor(options: ThreadOptions<A> = {}) {
    super();
    this.#options = options;
  }

  protected override *create(): Steps<number> {
    yield* createFields(this);
    const args = packProcess(this, this.#options);
    return yield* createChild(args);
  }

  /** Raises AssertionError if it was started before, by another process than its creator, or in a daemonic process. */
  *start(): Steps<void> {
    yield* this.op<void>(code['process.start']);
  }

  /** What the process runs: its target. Called directly, it runs in the calling process. */
  *run(): Steps<void> {
    const job = yield* this.op<string>(code['process.run']);
    const [target, args] = unpackValue(job) as [string, unknown];
    if (target !== '') yield* callBody(target, args);
  }

  /** Waits for its end, or for `timeout` seconds; a negative timeout means non-blocking. */
  *join(timeout?: number): Steps<void> {
    yield* this.op<void>(code['process.join'], 0, patience(timeout));
  }

  *isAlive(): Steps<boolean> {
    return (yield* this.op<number>(code['process.isAlive'])) === 1;
  }

  /** null until it has ended; -N if signal N ended it. */
  *exitcode(): Steps<number | null> {
    return unpackValue(yield* this.op<Packed>(code['process.exitcode'])) as number | null;
  }

  /** null before start(). */
  *pid(): Steps<number | null> {
    return unpackValue(yield* this.op<Packed>(code['process.ident'])) as number | null;
  }

  *ident(): Steps<number | null> {
    return yield* this.pid();
  }

  *name(): Steps<string> {
    return unpackValue(yield* this.op<Packed>(code['process.name'])) as string;
  }

  /** For connection.wait(): ready once the process has ended. Raises ValueError before start() and after close(). */
  *sentinel(): Steps<number> {
    return FIRST_SENTINEL + (yield* this.op<number>(code['process.sentinel']));
  }

  *setName(name: string): Steps<void> {
    yield* this.op<void>(code['process.rename'], 0, -1, packValue(name));
  }

  *daemon(): Steps<boolean> {
    return (yield* this.op<number>(code['process.daemon'])) === 1;
  }

  /** Raises AssertionError after start(). */
  *setDaemon(daemon: boolean): Steps<void> {
    yield* this.op<void>(code['process.setDaemon'], daemon ? 1 : 0);
  }

  /** SIGTERM: the process ends where it is and releases nothing that it holds. */
  *terminate(): Steps<void> {
    yield* this.op<void>(code['process.terminate']);
  }

  /** SIGKILL. */
  *kill(): Steps<void> {
    yield* this.op<void>(code['process.kill']);
  }

  /** Releases the Process object. Raises ValueError while the process runs. */
  *close(): Steps<void> {
    yield* this.op<void>(code['process.close']);
  }
}
travels('Process', Process);

/** Arguments of a process's creating op. Default names begin with the class name. */
function packProcess<A extends readonly unknown[]>(
  process: Handle,
  options: ThreadOptions<A>,
): Packed {
  const { args } = options as { args?: unknown };
  if (args !== undefined && (typeof args !== 'object' || args === null)) {
    throw new PyError('TypeError', `'${typeName(args)}' object is not iterable`);
  }
  if (Object.getPrototypeOf(process) === Process.prototype) return packJob(options);
  if (!keepsClass(process)) {
    const { name } = process.constructor;
    throw new PyError('TypeError', `class ${name} must be exported by the program`);
  }
  const job = JSON.parse(packJob(options, packHandle(process, -1)) as string) as object;
  return JSON.stringify({ ...job, prefix: handleKind(process) });
}

/** The calling process. */
export function* currentProcess(): Steps<Process> {
  return revived(Process, yield* step<number>(code['process.current']));
}

/** Started children that have not ended. Takes the exit status of those that have. */
export function* activeChildren(): Steps<Process[]> {
  const found = unpackValue(yield* step<Packed>(code['process.children'])) as number[];
  return found.map((index) => revived(Process, index));
}

/** The parent process, with the operations that a child may use. */
export class ParentProcess extends Handle {
  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'use parentProcess()');
  }

  *name(): Steps<string> {
    return unpackValue(yield* this.op<Packed>(code['process.name'])) as string;
  }

  *pid(): Steps<number> {
    return yield* this.op<number>(code['process.ident']);
  }

  *isAlive(): Steps<boolean> {
    return (yield* this.op<number>(code['process.isAlive'], 1)) === 1;
  }

  *join(timeout?: number): Steps<void> {
    yield* this.op<void>(code['process.join'], 1, patience(timeout));
  }
}
travels('ParentProcess', ParentProcess);

/** null in the main process. */
export function* parentProcess(): Steps<ParentProcess | null> {
  const index = yield* step<number>(code['process.parent']);
  return index < 0 ? null : revived(ParentProcess, index);
}

export function revived<H extends Handle>(handleClass: abstract new () => H, id: number): H {
  return Object.assign(Object.create(handleClass.prototype as object) as H, { id });
}

/**
 * Start method of this process's children and of theirs. fork (the default, as on Linux): the child has every open pipe
 * end, and copies of its arguments. spawn: threading's locks and queues are refused.
 */
export function* setStartMethod(method: 'fork' | 'spawn'): Steps<void> {
  yield* step<void>(code['process.method'], -1, method === 'fork' ? 0 : 1);
}
