/**
 * Functions that threads can run: the exports of the program's module. A thread may start in another Worker, which has
 * imported the same module, so a function travels as its export name. So do classes.
 */
import { typeName } from '../kernel/compare.ts';
import { PyError } from '../kernel/errors.ts';
import { at } from './at.ts';
import type { Steps } from './steps.ts';

export type AnyBody = (...args: unknown[]) => Steps<unknown>;

const names = new WeakMap<object, string>();

/** Registers the exports of a program's module. */
export function registerBodies(module: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(module)) {
    if (typeof value === 'function') names.set(value, name);
  }
}

const builtins = new Map<string, AnyBody>();

/** Registers a function* of this vocabulary as a target. `name` contains a dot, so it cannot collide with an export. */
export function registerBuiltin(name: string, body: AnyBody): void {
  builtins.set(name, body);
  names.set(body, name);
}

/** Export name of a function or class, or undefined. */
export const exportName = (value: object): string | undefined => names.get(value);

export function bodyName(body: unknown): string {
  const name = typeof body === 'function' ? exportName(body) : undefined;
  if (name === undefined) {
    throw new PyError('TypeError', 'a target must be a function* that the program exports');
  }
  return name;
}

/** Prefix of a partial: the target passed on as its own first argument, since Python shows no name for it. */
export const PARTIAL = 'functools.partial.';
registerBuiltin(PARTIAL, (name, ...args) => callBody(name as string, args));

/** Prefix of a method, whose first argument is its handle. */
export const METHOD = 'method.';

/** Name of a function or method without the prefix. */
export const plainName = (name: string): string => name.replace(METHOD, '');

export function findBody(module: Readonly<Record<string, unknown>>, name: string): AnyBody {
  if (name.startsWith(METHOD)) return methodNamed(name.slice(METHOD.length));
  const body = builtins.get(name) ?? (Object.hasOwn(module, name) ? module[name] : undefined);
  if (typeof body !== 'function') {
    throw new PyError('TypeError', `the program exports no function* named ${name}`);
  }
  return body as AnyBody;
}

const methodNamed =
  (name: string): AnyBody =>
  (self, ...args) => {
    const found = (self as Readonly<Record<string, unknown>>)[name];
    if (typeof found !== 'function') {
      throw new PyError('AttributeError', `this object has no attribute '${name}'`);
    }
    return found.apply(self, args) as Steps<unknown>;
  };

/**
 * Steps of a program's function, to be run in the calling thread. Raises as Python does if `args` is no argument list.
 */
export function callBody(name: string, args: unknown): Steps<unknown> {
  const body = findBody(at.program, name);
  if (!Array.isArray(args)) {
    const place = `__main__.${name}() argument after *`;
    throw new PyError('TypeError', `${place} must be an iterable, not ${typeName(args)}`);
  }
  const steps: unknown = body(...(args as readonly unknown[]));
  if (!isSteps(steps)) throw new PyError('TypeError', `${name} is no function*`);
  return steps;
}

const isSteps = (value: unknown): value is Steps<unknown> =>
  typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value;
