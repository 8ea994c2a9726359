/** A text as coloured pieces, line by line, as listings are shown. */
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import type { Listing, Token } from '../../scenarios/scenario.ts';

const highlighter = tagHighlighter([
  { tag: tags.keyword, class: 'keyword' satisfies Token },
  { tag: [tags.operatorKeyword, tags.self], class: 'keyword' satisfies Token },
  { tag: [tags.string, tags.special(tags.string)], class: 'string' satisfies Token },
  { tag: tags.number, class: 'number' satisfies Token },
  { tag: [tags.bool, tags.null, tags.atom], class: 'constant' satisfies Token },
  { tag: tags.comment, class: 'comment' satisfies Token },
  { tag: tags.function(tags.variableName), class: 'function' satisfies Token },
  { tag: tags.function(tags.propertyName), class: 'function' satisfies Token },
  { tag: tags.function(tags.definition(tags.variableName)), class: 'function' satisfies Token },
  { tag: [tags.className, tags.typeName], class: 'type' satisfies Token },
  { tag: tags.definition(tags.className), class: 'type' satisfies Token },
]);

type Line = [text: string, token: Token][];

/** @param tree a Lezer parser's result for the text */
export function tokenRuns(
  text: string,
  tree: Parameters<typeof highlightTree>[0],
): Listing['lines'] {
  const lines: Line[] = [[]];
  const write = (run: string, token: Token): void => {
    run.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      const line = lines.at(-1);
      const last = line?.at(-1);
      if (last?.[1] === token) last[0] += part;
      else if (part !== '') line?.push([part, token]);
    });
  };
  let written = 0;
  highlightTree(tree, highlighter, (from, to, classes) => {
    write(text.slice(written, from), '');
    write(text.slice(from, to), classes as Token);
    written = to;
  });
  write(text.slice(written), '');
  return lines;
}
