import { expect, test } from 'vitest';
import { scriptIn } from './new-version.ts';

test.each([
  [
    '<script type="module" crossorigin src="./assets/index-abc.js"></script>',
    './assets/index-abc.js',
  ],
  ['<script>let src="x"</script><script src="a.js" type="module">', 'a.js'],
  ['<p>a proxy that wants to be paid</p>', undefined],
])('%s', (html, script) => {
  expect(scriptIn(html)).toBe(script);
});
