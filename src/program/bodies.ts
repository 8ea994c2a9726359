/**
 * The functions that threads can run: those that the program's module exports. A thread may start in another Worker,
 * which has imported the same module, so a function travels as the name of its export.
 */
import { PyError } from '../kernel/errors.ts';
import type { Steps } from './steps.ts';

export type AnyBody = (...args: unknown[]) => Steps<unknown>;

const names = new WeakMap<object, string>();

/** Learns the exports of a program's module. */
export function registerBodies(module: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(module)) {
    if (typeof value === 'function') names.set(value, name);
  }
}

export function bodyName(body: unknown): string {
  const name = typeof body === 'function' ? names.get(body) : undefined;
  if (name === undefined) {
    throw new PyError('TypeError', 'a target must be a function* that the program exports');
  }
  return name;
}

export function findBody(module: Readonly<Record<string, unknown>>, name: string): AnyBody {
  const body = Object.hasOwn(module, name) ? module[name] : undefined;
  if (typeof body !== 'function') {
    throw new PyError('TypeError', `the program exports no function* named ${name}`);
  }
  return body as AnyBody;
}
