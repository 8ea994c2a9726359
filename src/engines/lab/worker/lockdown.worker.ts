/** For the test of lockdown.ts: reports what can be reached after the lockdown. */
import { lockDown } from './lockdown.ts';

const post = postMessage.bind(globalThis);

const named = (name: string): unknown => Reflect.get(globalThis, name);

/** Attempts to compile text, with their results. */
const attempts: Readonly<Record<string, () => unknown>> = {
  eval: () => named('eval'),
  'the constructor of functions': () => attemptNothing.constructor,
  'that of async functions': () => (async () => Promise.resolve()).constructor,
  'that of generators': () => Object.getPrototypeOf(function* () {}).constructor,
  'Function itself': () =>
    Reflect.apply(named('Function') as () => () => unknown, undefined, ['return 1'])(),
  'a new function': () => Reflect.construct(named('Function') as ObjectConstructor, ['return 1']),
  'a name put back': () => {
    Reflect.set(globalThis, 'fetch', () => 1);
    return named('fetch');
  },
};
const attemptNothing = () => undefined;

const outcome = (attempt: () => unknown): string => {
  try {
    const found = attempt();
    return found === undefined ? 'nothing' : typeof found;
  } catch {
    return 'an exception';
  }
};

lockDown();
const names = new Set<string>();
for (let scope: unknown = globalThis; typeof scope === 'object' && scope !== null;) {
  const next: unknown = Object.getPrototypeOf(scope);
  if (next === null) break;
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (Reflect.get(scope, name, globalThis) !== undefined) names.add(name);
  }
  scope = next;
}
post({
  names: [...names],
  outcomes: Object.fromEntries(
    Object.entries(attempts).map(([name, attempt]) => [name, outcome(attempt)]),
  ),
});
