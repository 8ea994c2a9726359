/** A line of a Python listing that sets a param, with the value that the controls have now. */
import type { ParamValue } from '../base/param-values.ts';
import type { Listing, Param, Token } from './scenario.ts';

type Line = Listing['lines'][number];

export interface ParamLine {
  /** Up to and with `=`. */
  readonly head: Line;
  readonly value: readonly [text: string, token: Token];
}

/** undefined if the line is no plain assignment. */
export function paramLine(line: Line, param: Param, value: ParamValue): ParamLine | undefined {
  const equals = line.findIndex(([text]) => /(^|[^=<>!])=(?!=)/.test(text));
  const run = line[equals];
  if (run === undefined) return undefined;
  const [text, token] = run;
  const head = `${text.slice(0, text.indexOf('=') + 1)} `;
  return { head: [...line.slice(0, equals), [head, token]], value: pythonValue(param, value) };
}

/** The value as Python would write it. */
function pythonValue(param: Param, value: ParamValue): readonly [string, Token] {
  switch (param.type) {
    case 'int':
      return [String(value), 'number'];
    case 'seconds':
      return [Number.isInteger(value) ? `${String(value)}.0` : String(value), 'number'];
    case 'bool':
      return [value === true ? 'True' : 'False', 'constant'];
    case 'choice':
      // A choice between numbers.
      if (/^\d+$/.test(String(value))) return [String(value), 'number'];
      return [`'${String(value)}'`, 'string'];
  }
}
