/** Lines that a site adds to copied text: copyright, source, button labels. */
import { partsOf } from './code-mask.ts';
import type { Line } from './copied-lines.ts';

/** Each pattern alone proves that a site added text. */
const surely: readonly RegExp[] = [
  /^版权声明：/,
  /^原文链接：\s*http/,
  /^著作权归作者所有/,
  /^商业转载请联系作者/,
  /^本文(来自|为).{0,40}(博客|博主)/,
  /^(\[?python\]?\s+)?view plain( copy)?( print\??)?$/i,
  /^(view code|复制代码|代码解读|copy code)$/i,
  /^(python)?运行$/i,
];

/** Patterns that count beside one of those. */
const besides: readonly RegExp[] = [
  /^[—–─-]{4,}$/,
  /^(作者|链接|来源|出处|转载自)[：:]/,
  /^(python|复制|copy)$/i,
];

/** Button labels, without a space before the first line of the program. */
const BUTTON = /^(?:python)?(?:复制代码|代码解读)+(?=\S)/i;

/** undefined if no site has added anything. */
export function withoutSiteLines(lines: readonly Line[]): Line[] | undefined {
  const text = lines.map((line) => line.text).join('\n');
  const parts = partsOf(text);
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.text.length + 1;
  }
  const isOneOf = (patterns: readonly RegExp[], n: number) =>
    // Inside a multi-line string it belongs to the program.
    (n === 0 || parts[starts[n]! - 1] === 'code') &&
    patterns.some((pattern) => pattern.test(lines[n]!.text.trim()));
  const places = lines.map((_, n) => n);
  const head = lines[0]?.text.trimStart() ?? '';
  if (!BUTTON.test(head) && !places.some((n) => isOneOf(surely, n))) return undefined;
  return places.flatMap((n) => {
    const line = lines[n]!;
    if (isOneOf(surely, n) || isOneOf(besides, n)) return [];
    return n === 0 && BUTTON.test(head)
      ? [{ at: line.at, text: head.replace(BUTTON, '') }]
      : [line];
  });
}
