/**
 * Order of items in a priority queue, from their texts: a trace has items as Python prints them. Numbers compare as
 * numbers, texts as texts, lists and tuples element by element: heapq's comparison, as far as the texts allow.
 */
const TOKEN = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

function membersOf(text: string): (number | string)[] {
  return (text.match(TOKEN) ?? [text]).map((token) => {
    const number = Number(token);
    return Number.isNaN(number) ? token.slice(1, -1) : number;
  });
}

/** Negative if the item printed as `a` leaves before `b`, positive if after, 0 if their texts do not tell. */
export function compareItems(a: string, b: string): number {
  const [mine, other] = [membersOf(a), membersOf(b)];
  for (let i = 0; i < Math.min(mine.length, other.length); i++) {
    const [left, right] = [mine[i]!, other[i]!];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return mine.length - other.length;
}
