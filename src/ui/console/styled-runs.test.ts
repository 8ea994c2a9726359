import { expect, it } from 'vitest';
import { styledRuns } from './styled-runs.ts';

/** `ink/ground` and marks before the text of each run. */
const told = (line: string) =>
  styledRuns(line).map(
    ({ text, ink, ground, isStrong, isUnderlined }) =>
      `${ink ?? ''}/${ground ?? ''}${isStrong ? '*' : ''}${isUnderlined ? '_' : ''} ${text}`,
  );

it.each([
  ['plain', ['/ plain']],
  ['\x1b[31mred\x1b[0m not', ['1/ red', '/  not']],
  ['\x1b[1;4;45mall\x1b[mnone', ['/5*_ all', '/ none']],
  ['\x1b[92ma\x1b[104mb\x1b[39mc\x1b[49;22md', ['2/ a', '2/4 b', '/4 c', '/ d']],
  ['a\x1b[2Jb\x1b[10;3Hc\x1b]0;title\x07d\x1bMe', ['/ a', '/ b', '/ c', '/ d', '/ e']],
  ['\x1b[31m', []],
  ['\x1b[38mx', ['/ x']],
  ['end \x1b', ['/ end \x1b']],
])('%j', (line, runs) => {
  expect(told(line)).toEqual(runs);
});
