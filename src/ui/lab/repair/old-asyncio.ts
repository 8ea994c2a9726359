/** Outdated asyncio: generators as coroutines, and an implicit event loop. Line numbers do not change. */
import { codeOf } from './code-mask.ts';

export function newAsyncio(text: string): string {
  if (!/\basyncio\b/.test(text)) return text;
  const lines = text.split('\n');
  const code = codeOf(text).split('\n');
  /** Where the code of a line says it; strings and comments are left alone. */
  const put = (n: number, said: RegExp, better: string) => {
    const found = said.exec(code[n]!);
    if (found === null) return;
    const replaced = (line: string) =>
      line.slice(0, found.index) + better + line.slice(found.index + found[0].length);
    lines[n] = replaced(lines[n]!);
    code[n] = replaced(code[n]!);
    put(n, said, better);
  };
  const indentOf = (n: number) => /^[ \t]*/.exec(code[n]!)![0].length;
  const isBlank = (n: number) => code[n]!.trim() === '';

  for (let n = 0; n + 1 < lines.length; n++) {
    if (!/^[ \t]*@(asyncio\.)?coroutine[ \t]*(ᶜ+)?$/.test(code[n]!)) continue;
    if (!/^[ \t]*def\b/.test(code[n + 1]!)) continue;
    lines[n] = code[n] = '';
    put(n + 1, /(?<!async )\bdef\b/, 'async def');
    const outside = indentOf(n + 1);
    for (let m = n + 2; m < lines.length && (isBlank(m) || indentOf(m) > outside); m++)
      put(m, /\byield from\b/, 'await');
  }

  // The module's own event loop, which it runs: current Python has none before one is created.
  const asked = lines.flatMap((_, n) =>
    /^\S.*\basyncio\.get_event_loop\(\)/.test(code[n]!) ? [n] : [],
  );
  const runs = code.some((line) => /\.run_(until_complete|forever)\(/.test(line));
  if (asked.length === 1 && runs)
    put(asked[0]!, /\basyncio\.get_event_loop\(\)/, 'asyncio.new_event_loop()');
  return lines.join('\n');
}
