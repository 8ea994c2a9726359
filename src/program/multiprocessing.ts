/**
 * Python's `multiprocessing` (docs.python.org/3/library/multiprocessing.html), with processes as if spawned: arguments
 * are copies, and what only means something in its own process cannot be one. Times are seconds.
 */
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import type { Packed } from '../kernel/packed.ts';
import { receivesFrom, sendsInto } from '../kernel/primitives/pipe.ts';
import { Handle, limitOf, packValue, travels, unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';
import { packJob, type ThreadOptions } from './threading.ts';

export class Process<A extends readonly unknown[] = readonly unknown[]> extends Handle {
  readonly #options: ThreadOptions<A>;

  constructor(options: ThreadOptions<A> = {}) {
    super();
    this.#options = options;
  }

  protected override create(): Steps<number> {
    return step<number>(code['process.create'], -1, 0, -1, packJob(this.#options));
  }

  /** Raises AssertionError if it was started before, or in a daemonic process. */
  *start(): Steps<void> {
    yield* this.op<void>('process.start');
  }

  *join(timeout?: number): Steps<void> {
    yield* this.op<void>(
      'process.join',
      0,
      limitOf(true, timeout === undefined ? undefined : Math.max(0, timeout)),
    );
  }

  *isAlive(): Steps<boolean> {
    return (yield* this.op<number>('process.isAlive')) === 1;
  }

  /** null until it has ended. */
  *exitcode(): Steps<number | null> {
    return unpackValue(yield* this.op<Packed>('process.exitcode')) as number | null;
  }
}
travels('Process', Process);

/** One end of a pipe: it sends into one direction and receives from the other. */
export class Connection extends Handle {
  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'connections come in pairs: use pipe()');
  }

  /** Never waits. Raises BrokenPipeError if nobody can receive it any more, OSError after close(). */
  *send(value: unknown): Steps<void> {
    yield* step<void>(code['pipe.send'], sendsInto(this.id), 0, -1, packValue(value));
  }

  /** Raises EOFError once every other end is closed and nothing is left. */
  *recv(): Steps<unknown> {
    return unpackValue(yield* step<Packed>(code['pipe.recv'], receivesFrom(this.id)));
  }

  /** Is there something to receive, now or within `timeout` seconds? */
  *poll(timeout = 0): Steps<boolean> {
    const limit = limitOf(true, Math.max(0, timeout));
    return (yield* step<number>(code['pipe.poll'], receivesFrom(this.id), 0, limit)) === 1;
  }

  /** Closes it in this process; the other process's copies stay open. */
  *close(): Steps<void> {
    yield* step<void>(code['pipe.close'], receivesFrom(this.id), 1);
    yield* step<void>(code['pipe.close'], sendsInto(this.id), 0);
  }
}
travels('Connection', Connection);

/** A two-way pipe: what one connection sends, the other receives. */
export function* pipe(): Steps<[Connection, Connection]> {
  const first = yield* step<number>(code['pipe.create']);
  return [connection(2 * first), connection(2 * first + 1)];
}

function connection(id: number): Connection {
  const made = Object.create(Connection.prototype) as Connection;
  made.id = id;
  return made;
}
