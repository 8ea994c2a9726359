/** threading.local. */
import { code, type OpName } from '../kernel/core-ops.ts';
import { PyError } from '../kernel/errors.ts';
import type { Packed } from '../kernel/packed.ts';
import { FIRST_USE } from '../kernel/primitives/local.ts';
import { creation, Handle, handleKind, packValue, travels, unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/**
 * Attributes of which every thread has its own. A subclass may override `*init(...)`, Python's `__init__`: it runs once
 * in each thread that uses the object, before any access, with the arguments of the object's creation. The program
 * exports the class.
 */
export class local<T extends object = Record<string, unknown>> extends Handle {
  protected readonly args: readonly unknown[];

  constructor(...args: readonly unknown[]) {
    super();
    this.args = args;
  }

  protected *init(..._args: never[]): Steps<void> {
    // No initialisation by default.
  }

  protected override *create(): Steps<number> {
    const hasInit = this.init !== local.prototype.init;
    if (this.args.length > 0 && !hasInit) {
      throw new PyError('TypeError', 'Initialization arguments are not supported');
    }
    const className = this.constructor === local ? '_thread._local' : handleKind(this);
    const value = creation(false, className);
    this.id = yield* step<number>(code['local.create'], -1, hasInit ? 1 : 0, -1, value);
    if (hasInit) {
      yield* this.op<number>(code['local.enter']);
      yield* this.init(...(this.args as never[]));
    }
    return this.id;
  }

  protected *ask(name: OpName, value?: Packed): Steps<string> {
    let answer = yield* this.op<string | number>(code[name], 0, -1, value);
    if (answer === FIRST_USE) {
      yield* this.init(...(this.args as never[]));
      answer = yield* this.op<string>(code[name], 0, -1, value);
    }
    return answer as string;
  }

  /** Raises AttributeError if this thread has not set it. */
  *get<K extends keyof T & string>(name: K): Steps<T[K]> {
    return unpackValue(yield* this.ask('local.get', JSON.stringify(name))) as T[K];
  }

  *set<K extends keyof T & string>(name: K, value: T[K]): Steps<void> {
    yield* this.ask('local.set', packValue([name, value]));
  }

  /** hasattr(): whether this thread has set it. */
  *has(name: keyof T & string): Steps<boolean> {
    return Object.hasOwn(yield* this.dict(), name);
  }

  /** Raises AttributeError if this thread has not set it. */
  *delete(name: keyof T & string): Steps<void> {
    yield* this.ask('local.delete', JSON.stringify(name));
  }

  /** `__dict__`: a copy of this thread's attributes. */
  *dict(): Steps<Partial<T>> {
    return unpackValue(yield* this.ask('local.dict')) as Partial<T>;
  }
}
travels('local', local);
