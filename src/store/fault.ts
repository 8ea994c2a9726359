/** Location in a Python report: the last of the program's own lines in it, and the message. */
import type { Fault } from './own-program.ts';

/**
 * @param report a traceback, or what Python says of a text that it cannot compile
 * @param paths the files of the program
 */
export function faultOf(report: string, paths: readonly string[]): Fault | undefined {
  const lines = report.trimEnd().split('\n');
  let place: { path: string; line: number } | undefined;
  let message = '';
  for (const line of lines) {
    const [, path, number] = /File "(.+?)", line (\d+)/.exec(line) ?? [];
    const known = paths.find((one) => path === one || path?.endsWith(`/${one}`) === true);
    if (known !== undefined) place = { path: known, line: Number(number) };
    // Of several reports in sequence, each ends with its exception.
    if (
      /^[\w.]+(Error|Exception|Interrupt|Exit|Iteration|Warning|Group)?(: .*)?$/.test(line) &&
      place
    )
      message = line;
  }
  return place === undefined ? undefined : { ...place, message: message || lines.at(-1)!.trim() };
}
