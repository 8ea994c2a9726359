/** Characters of a line that a repair changes. */

export interface Run {
  readonly text: string;
  readonly isChanged: boolean;
}

/** In longer lines everything between the common prefix and suffix counts as changed. */
const MOST = 240;

/** Both lines, split into equal and changed parts. */
export function changedParts(before: string, after: string): readonly [Run[], Run[]] {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const [keptA, keptB] = a.length > MOST || b.length > MOST ? [[], []] : commonPlaces(a, b);
  const isKept = (places: readonly number[], middle: string, at: number) =>
    at < head || at >= head + middle.length || places.includes(at - head);
  return [
    runsOf(before, (at) => isKept(keptA, a, at)),
    runsOf(after, (at) => isKept(keptB, b, at)),
  ];
}

function runsOf(text: string, isKept: (at: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < text.length; at++) {
    const isChanged = !isKept(at);
    const last = runs.at(-1);
    if (last?.isChanged === isChanged)
      runs[runs.length - 1] = { text: last.text + text[at]!, isChanged };
    else runs.push({ text: text[at]!, isChanged });
  }
  return runs;
}

/** Positions of a longest common subsequence. */
function commonPlaces(a: string, b: string): readonly [number[], number[]] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let k = b.length - 1; k >= 0; k--)
      lengths[i * width + k] =
        a[i] === b[k]
          ? lengths[(i + 1) * width + k + 1]! + 1
          : Math.max(lengths[(i + 1) * width + k]!, lengths[i * width + k + 1]!);
  const [inA, inB]: [number[], number[]] = [[], []];
  for (let i = 0, k = 0; i < a.length && k < b.length;) {
    if (a[i] === b[k]) {
      inA.push(i++);
      inB.push(k++);
    } else if (lengths[(i + 1) * width + k]! >= lengths[i * width + k + 1]!) i += 1;
    else k += 1;
  }
  return [inA, inB];
}

const signs: Readonly<Record<string, string>> = { '\t': '→\t', ' ': '·', '\u3000': '□' };

/** White space as signs, as editors draw it: a tab, a space, a wide space, and any other, as of a width of its own. */
export const withVisibleSpaces = (text: string): string =>
  text.replace(/[\s\u200b\ufeff]/gu, (sign) => signs[sign] ?? '⍽');
