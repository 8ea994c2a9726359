/** The methods of a dict, on its pairs in the order in which their keys came. */
import { PyError } from '../errors.ts';
import { repr } from '../packed.ts';
import { isEqual, type Called } from './managed-call.ts';

type Pairs = readonly (readonly [unknown, unknown])[];

export function callDict(
  pairs: Pairs,
  method: string,
  [key, value]: readonly unknown[],
): Called<Pairs> {
  const found = pairs.find(([one]) => isEqual(one, key));
  const keeps = (result: unknown): Called<Pairs> => ({ result, kept: pairs });
  const without = (): Pairs => pairs.filter((pair) => pair !== found);
  const withItem = (one: unknown, item: unknown, base = pairs): Pairs =>
    base.some(([other]) => isEqual(other, one))
      ? base.map((pair) => (isEqual(pair[0], one) ? [one, item] : pair))
      : [...base, [one, item]];
  const missing = (): never => {
    throw new PyError('KeyError', repr(key));
  };
  switch (method) {
    case 'getItem':
      return found === undefined ? missing() : keeps(found[1]);
    case 'setItem':
      return { result: null, kept: withItem(key, value) };
    case 'delItem':
      return found === undefined ? missing() : { result: null, kept: without() };
    case 'get':
      return keeps(found === undefined ? (value ?? null) : found[1]);
    case 'contains':
      return keeps(found !== undefined);
    case 'len':
      return keeps(pairs.length);
    case 'keys':
      return keeps(pairs.map(([one]) => one));
    case 'values':
      return keeps(pairs.map(([, item]) => item));
    case 'items':
      return keeps(pairs);
    case 'clear':
      return { result: null, kept: [] };
    case 'setdefault': {
      if (found !== undefined) return keeps(found[1]);
      return { result: value ?? null, kept: withItem(key, value ?? null) };
    }
    case 'pop':
      if (found !== undefined) return { result: found[1], kept: without() };
      return value === undefined ? missing() : keeps(value);
    case 'popitem': {
      const last = pairs.at(-1);
      if (last === undefined) {
        throw new PyError('KeyError', "'popitem(): dictionary is empty'");
      }
      return { result: last, kept: pairs.slice(0, -1) };
    }
    case 'update': {
      let kept = pairs;
      for (const [one, item] of key as Pairs) kept = withItem(one, item, kept);
      return { result: null, kept };
    }
    default:
      throw new PyError('AttributeError', `'dict' object has no attribute '${method}'`);
  }
}
