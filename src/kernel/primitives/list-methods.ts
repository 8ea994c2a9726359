/** Methods of a list, which modify its items in place; after an exception the items given to them are discarded. */
import { isEqual, isLess, typeName } from '../compare.ts';
import { PyError } from '../errors.ts';
import { pack } from '../packed.ts';
import { repr, reprItems } from '../repr.ts';

type Items = unknown[];

/** Raises TypeError for a value that is not iterable. */
export function requireItems(items: unknown): Items {
  if (Array.isArray(items)) return items;
  throw new PyError('TypeError', `'${typeName(items)}' object is not iterable`);
}

export const listMethods = {
  getItem: (items: Items, [index]: readonly unknown[]): unknown =>
    items[placeIn(items, index, 'list index out of range')],
  setItem(items: Items, [index, value]: readonly unknown[]): void {
    items[placeIn(items, index, 'list assignment index out of range')] = value;
  },
  delItem(items: Items, [index]: readonly unknown[]): void {
    items.splice(placeIn(items, index, 'list assignment index out of range'), 1);
  },
  slice: (items: Items, [start, stop]: readonly unknown[]): Items =>
    items.slice(Number(start ?? 0), stop === null ? undefined : Number(stop)),
  append(items: Items, [item]: readonly unknown[]): void {
    items.push(item);
  },
  extend(items: Items, [others]: readonly unknown[]): void {
    for (const item of requireItems(others)) items.push(item);
  },
  insert(items: Items, [index, item]: readonly unknown[]): void {
    items.splice(Number(index), 0, item);
  },
  pop(items: Items, [index]: readonly unknown[]): unknown {
    if (items.length === 0) throw new PyError('IndexError', 'pop from empty list');
    return items.splice(placeIn(items, index ?? -1, 'pop index out of range'), 1)[0];
  },
  remove(items: Items, [item]: readonly unknown[]): void {
    items.splice(findIn(items, item, 'list.remove(x): x not in list'), 1);
  },
  clear(items: Items): void {
    items.length = 0;
  },
  index: (items: Items, [item]: readonly unknown[]): number =>
    findIn(items, item, `${repr(item)} is not in list`),
  count: (items: Items, [item]: readonly unknown[]): number =>
    items.filter((other) => isEqual(other, item)).length,
  contains: (items: Items, [item]: readonly unknown[]): boolean =>
    items.some((other) => isEqual(other, item)),
  len: (items: Items): number => items.length,
  copy: (items: Items): Items => items,
  reverse(items: Items): void {
    items.reverse();
  },
  sort(items: Items): void {
    items.sort(inOrder);
  },
  str: (items: Items): string => listText(items),
  /** One step of an iterator at an index: the item in an array of one, or null at the end. */
  next: (items: Items, [index]: readonly unknown[]): readonly [unknown] | null =>
    Number(index) < items.length ? [items[Number(index)]] : null,
};

/** As repr() shows it. */
export const listText = (items: readonly unknown[]): string => `[${reprItems(items)}]`;

function placeIn(items: Items, index: unknown, message: string): number {
  const place = Number(index) < 0 ? Number(index) + items.length : Number(index);
  if (!(place >= 0 && place < items.length)) throw new PyError('IndexError', message);
  return place;
}

function findIn(items: Items, item: unknown, message: string): number {
  const place = items.findIndex((other) => isEqual(other, item));
  if (place < 0) throw new PyError('ValueError', message);
  return place;
}

function inOrder(a: unknown, b: unknown): number {
  const [one, other] = [pack(a), pack(b)];
  if (isLess(one, other)) return -1;
  return isLess(other, one) ? 1 : 0;
}
