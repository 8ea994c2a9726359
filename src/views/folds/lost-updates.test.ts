import { describe, expect, test } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import { StageViews } from '../../ui/stage/stage-views.ts';

const START = `
  process P
  thread a in P
  thread b in P
  thread c in P
  variable n = 9
  variable m = 0
`;

/** "2: b over a": two updates were lost, the last one a's, overwritten by b. */
function lostIn(story: string, count?: number): string {
  const trace = traceOf(START + story);
  const views = new StageViews(trace);
  views.upTo(trace.length);
  const { total, latest } = views.lostUpdates.at(0, count ?? trace.length);
  const name = (thread: number) => trace.threads[thread]!.name;
  return latest ? `${total}: ${name(latest.winner)} over ${name(latest.loser)}` : `${total}`;
}

/** "a?" reads and "a!" writes n; "a?m" and "a!m" the other variable. */
const tell = (short: string) =>
  short
    .split(' ')
    .map((word, i) => `${i} ${word[0]} ${word[1] === '?' ? 'read' : 'write'} ${word[2] ?? 'n'} = 1`)
    .join('\n');

describe('lost updates', () => {
  test.each([
    ['one after the other', 'a? a! b? b!', '0'],
    ['read, read, write, write', 'a? b? a! b!', '1: b over a'],
    ['three at once lose two', 'a? b? c? a! b! c!', '2: c over b'],
    ['a write in between is lost, however it came about', 'a? b! a!', '1: a over b'],
    ['an assignment loses nothing', 'a? b? a! c! b!m', '0'],
    ['reading again makes it right', 'a? b? a! b? b!', '0'],
    ["one's own write in between is no loss", 'a? a! a! b?', '0'],
    ["another's write before one's own stale one", 'a? b! a! a!', '1: a over b'],
    ['what stands on a seen value is in', 'a? b? a! c? b! c!', '1: c over b'],
    ['who saw nothing of it loses all before', 'a? c? b? b! b? b! c! a!', '3: a over c'],
    ['variables are apart', 'a? b?m b!m a!', '0'],
  ])('%s', (_, story, lost) => {
    expect(lostIn(tell(story))).toBe(lost);
  });

  test.each([
    ['value', '1: b over a'],
    // The two processes may have read different elements.
    ['array', '0'],
  ])('of a shared %s', (kind, lost) => {
    const trace = traceOf(
      `${START}${kind} shared\n${tell('a? b? a! b!').replaceAll(' n ', ' shared ')}`,
    );
    const views = new StageViews(trace);
    views.upTo(trace.length);
    const { total, latest } = views.lostUpdates.at(2, trace.length);
    const name = (thread: number) => trace.threads[thread]!.name;
    expect(
      latest ? `${total}: ${name(latest.winner)} over ${name(latest.loser)}` : `${total}`,
    ).toBe(lost);
  });

  test('are counted up to the cursor', () => {
    const story = tell('a? b? c? a! b! c!');
    const declarations = traceOf(START).length;
    expect(lostIn(story, declarations + 4)).toBe('0');
    expect(lostIn(story, declarations + 5)).toBe('1: b over a');
  });
});
