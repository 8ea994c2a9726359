/** The methods of a list. */
import { isLess } from '../compare.ts';
import { PyError } from '../errors.ts';
import { pack, repr } from '../packed.ts';
import { isEqual, type Called } from './managed-call.ts';

type Items = readonly unknown[];

function inOrder(a: unknown, b: unknown): number {
  const [one, other] = [pack(a), pack(b)];
  if (isLess(one, other)) return -1;
  return isLess(other, one) ? 1 : 0;
}

export function callList(items: Items, method: string, args: readonly unknown[]): Called<Items> {
  const keeps = (result: unknown): Called<Items> => ({ result, kept: items });
  const becomes = (kept: Items, result: unknown = null): Called<Items> => ({ result, kept });
  const placeOf = (value: unknown, message: string): number => {
    const place = items.findIndex((item) => isEqual(item, value));
    if (place < 0) throw new PyError('ValueError', message);
    return place;
  };
  const indexOf = (index: unknown, message: string): number => {
    const at = Number(index) < 0 ? Number(index) + items.length : Number(index);
    if (!(at >= 0 && at < items.length)) throw new PyError('IndexError', message);
    return at;
  };
  const [first, second] = args;
  switch (method) {
    case 'getItem':
      return keeps(items[indexOf(first, 'list index out of range')]);
    case 'setItem':
      return becomes(items.with(indexOf(first, 'list assignment index out of range'), second));
    case 'delItem':
      return becomes(items.toSpliced(indexOf(first, 'list assignment index out of range'), 1));
    case 'slice':
      return keeps(items.slice(Number(first ?? 0), second === null ? undefined : Number(second)));
    case 'append':
      return becomes([...items, first]);
    case 'extend':
      return becomes([...items, ...(first as Items)]);
    case 'insert':
      return becomes(items.toSpliced(Number(first), 0, second));
    case 'pop': {
      if (items.length === 0) throw new PyError('IndexError', 'pop from empty list');
      const at = indexOf(first ?? -1, 'pop index out of range');
      return becomes(items.toSpliced(at, 1), items[at]);
    }
    case 'remove':
      return becomes(items.toSpliced(placeOf(first, 'list.remove(x): x not in list'), 1));
    case 'index':
      return keeps(placeOf(first, `${repr(first)} is not in list`));
    case 'count':
      return keeps(items.filter((item) => isEqual(item, first)).length);
    case 'contains':
      return keeps(items.some((item) => isEqual(item, first)));
    case 'len':
      return keeps(items.length);
    case 'reverse':
      return becomes(items.toReversed());
    case 'sort':
      return becomes(items.toSorted(inOrder));
    default:
      throw new PyError('AttributeError', `'list' object has no attribute '${method}'`);
  }
}
