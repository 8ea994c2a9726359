/** Results of a Pool's jobs. */
import { reprOf } from './builtins.ts';
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import type { Part } from '../kernel/primitives/pool.ts';
import { Handle, patience, travels, unpackValue } from './handle.ts';
import { errorOf, valueOf, type Note } from './pool-threads.ts';
import { step, type Steps } from './steps.ts';

/** The future result of a job. */
export class AsyncResult extends Handle {
  readonly shape: Note['shape'];

  constructor(id: number, shape: Note['shape']) {
    super();
    this.id = id;
    this.shape = shape;
  }

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'results come from a Pool');
  }

  /** Raises the task's exception, or multiprocessing's TimeoutError after `timeout` seconds. */
  *get(timeout?: number): Steps<unknown> {
    if ((yield* this.op<number>(code['result.wait'], 0, patience(timeout))) === 0) {
      throw new PyError('multiprocessing.context.TimeoutError');
    }
    const parts = unpackValue(yield* this.op<Packed>(code['result.parts'])) as Part[];
    return valueOf(this.shape, parts);
  }

  *wait(timeout?: number): Steps<void> {
    yield* this.op<number>(code['result.wait'], 0, patience(timeout));
  }

  *ready(): Steps<boolean> {
    return (yield* this.op<number>(code['result.ready'])) === 1;
  }

  /** Raises ValueError if it is not ready. */
  *successful(): Steps<boolean> {
    if (!(yield* this.ready())) {
      throw new PyError('ValueError', `${yield* reprOf(this)} not ready`);
    }
    const parts = unpackValue(yield* this.op<Packed>(code['result.parts'])) as Part[];
    return parts.every(([, succeeded]) => succeeded);
  }
}
travels('AsyncResult', AsyncResult);

/** The values of a job, one by one. */
export class IMapIterator extends Handle {
  readonly unordered: boolean;
  /** With chunked tasks: the values of the current chunk; the iterator is a generator then, as in Python. */
  readonly chunk: unknown[] | null;
  isOver = false;

  constructor(id: number, unordered: boolean, chunked: boolean) {
    super();
    this.id = id;
    this.unordered = unordered;
    this.chunk = chunked ? [] : null;
  }

  protected override create(): Steps<number> {
    throw new PyError('TypeError', 'results come from a Pool');
  }

  /**
   * Raises StopIteration after the last value, the task's exception, or TimeoutError after `timeout` seconds. With
   * chunks of more than one item there is no timeout, and an exception ends the iteration.
   */
  *next(timeout?: number): Steps<unknown> {
    const { chunk } = this;
    if (chunk === null) return (yield* nextPart(this, timeout))[0];
    if (timeout !== undefined) {
      throw new PyError('AttributeError', "'generator' object has no attribute 'next'");
    }
    if (this.isOver) throw new PyError('StopIteration');
    try {
      while (chunk.length === 0) chunk.push(...(yield* nextPart(this)));
    } catch (error) {
      this.isOver = true;
      throw error;
    }
    return chunk.shift();
  }
}
travels('IMapIterator', IMapIterator);

function* nextPart(each: IMapIterator, timeout?: number): Steps<readonly unknown[]> {
  const n = each.unordered ? 1 : 0;
  const told = yield* step<Packed>(code['result.next'], each.id, n, patience(timeout));
  const part = unpackValue(told) as Part;
  if (!part[1]) throw errorOf(part);
  return part[2] as unknown[];
}
