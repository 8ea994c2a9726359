/** What a site adds to what is copied from it: whose it is, where it is from, the words of its buttons. */
import { partsOf } from './code-mask.ts';
import type { Line } from './copied-lines.ts';

/** Each by itself says that a site has spoken. */
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

/** Beside one of those. */
const besides: readonly RegExp[] = [
  /^[—–─-]{4,}$/,
  /^(作者|链接|来源|出处|转载自)[：:]/,
  /^(python|复制|copy)$/i,
];

/** The words of a button, without a space before the first line of the program. */
const BUTTON = /^(?:python)?(?:复制代码|代码解读)+(?=\S)/i;

/** undefined where no site has added anything. */
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
    // Within a string of several lines it is the program's.
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
