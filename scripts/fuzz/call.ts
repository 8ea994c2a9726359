/** How the tables of the vocabulary are written. */
import type { Call, Hole } from './vocabulary.ts';

/** `acquire`, `get_nowait`; `.n_waiting` for an attribute, a method in Weft. */
export function call(py: string, ...args: readonly Hole[]): Call {
  const name = py.replace(/^\./, '');
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { py: py.startsWith('.') ? name : `${name}(#)`, js: `${camel}(#)`, args };
}

/** With a text for each. */
export const both = (py: string, js: string, ...args: readonly Hole[]): Call => ({ py, js, args });

export const is = (value: number | string | boolean | null): Hole => ({ is: value });
export const pick = (...values: readonly (number | string | boolean | null)[]): Hole => ({
  pick: values.map(is),
});
