import { expect, test } from 'vitest';
import { elementSnippet, htmlSnippet, markdownSnippet } from './snippets.ts';

const snippet = {
  home: 'https://weft.example/app/',
  scenario: 'five-seats',
  title: 'Who "waits" [here] <b>',
  fragment: 'v=1&s=five-seats&title=(a)&note.1=1~字',
};

test('Markdown has a picture that leads to the program', () => {
  expect(markdownSnippet(snippet)).toBe(
    '[![Who "waits" \\[here\\] \\<b\\>](https://weft.example/app/posters/five-seats.svg)]' +
      '(https://weft.example/app/#v=1&s=five-seats&title=%28a%29&note.1=1~%E5%AD%97)',
  );
});

test('the reader’s own program has a link in words: there is no picture of it', () => {
  expect(markdownSnippet({ ...snippet, scenario: undefined, title: 'Mine' })).toMatch(
    /^\[Mine\]\(https:/,
  );
});

test('HTML has the program in a frame, and whatever is in the title stays text', () => {
  const html = htmlSnippet(snippet);
  expect(html).toContain(
    'src="https://weft.example/app/?embed#v=1&amp;s=five-seats&amp;title=(a)&amp;note.1=1~%E5%AD%97"',
  );
  expect(html).toContain('title="Who &quot;waits&quot; [here] &lt;b&gt;"');
  expect(elementSnippet(snippet)).toContain('label="Who &quot;waits&quot; [here] &lt;b&gt;"');
});
