import { expect, it } from 'vitest';
import { changedParts, withVisibleSpaces } from './changed-parts.ts';

/** What has changed in brackets. */
const marked = (before: string, after: string) =>
  changedParts(before, after).map((runs) =>
    runs.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''),
  );

it.each([
  ['x = 1', 'x = 1', 'x = 1', 'x = 1'],
  ['1 x = 1', 'x = 1', '[1 ]x = 1', 'x = 1'],
  ['3 print “a”', 'print("a")', '[3 ]print[ “]a[”]', 'print[("]a[")]'],
  ['f（“a”，1）', 'f("a",1)', 'f[（“]a[”，]1[）]', 'f[("]a[",]1[)]'],
  ['aa', 'a', 'a[a]', 'a'],
  ['', 'a', '', '[a]'],
])('%j becomes %j', (before, after, shownBefore, shownAfter) => {
  expect(marked(before, after)).toEqual([shownBefore, shownAfter]);
});

it('a long line is not looked through', () => {
  const line = '“' + 'x。'.repeat(300) + '”';
  const [, after] = changedParts(line, line.replaceAll('。', '.'));
  expect(after.map(({ isChanged }) => isChanged)).toEqual([false, true, false]);
});

it('draws white space as signs', () => {
  expect(withVisibleSpaces('\t    x\u00a0\u3000')).toBe('→\t····x⍽□');
});
