/** A line of a Python listing that sets a param, with the present value of the control. */
import type { ParamValue } from '../base/param-values.ts';
import type { Listing, Param, Token } from './scenario.ts';

type Line = Listing['lines'][number];

export interface ParamLine {
  /** The text up to and including `=`. */
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

/** The value as a Python literal. */
function pythonValue(param: Param, value: ParamValue): readonly [string, Token] {
  switch (param.type) {
    case 'int':
      return [String(value), 'number'];
    case 'seconds':
      return [Number.isInteger(value) ? `${String(value)}.0` : String(value), 'number'];
    case 'bool':
      return [value === true ? 'True' : 'False', 'constant'];
    case 'choice':
      // A choice among numbers.
      if (/^\d+$/.test(String(value))) return [String(value), 'number'];
      return [`'${String(value)}'`, 'string'];
  }
}
