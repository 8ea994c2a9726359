/**
 * Where lines are after a text has been replaced as a whole, by a repair, a reset or a paste over all of it. Lines in front of
 * what differs and behind it are the same lines; between them a line is kept only where as many lines have come as have gone.
 *
 * @param lines from 1
 * @returns those of `lines` that are still there, from 1
 */
export function carryLines(
  lines: readonly number[],
  before: readonly string[],
  after: readonly string[],
): number[] {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let sameAtEnd = 0;
  while (
    sameAtEnd < shorter - same &&
    before[before.length - 1 - sameAtEnd] === after[after.length - 1 - sameAtEnd]
  )
    sameAtEnd += 1;
  const moved = after.length - before.length;
  return lines.flatMap((line) => {
    if (line <= same) return [line];
    if (line > before.length - sameAtEnd) return [line + moved];
    return moved === 0 ? [line] : [];
  });
}
