/** Text of an operation, with the object or thread that it concerns. */
import { pythonSpelling } from '../../base/python-spelling.ts';
import { fill } from '../../diagnose/say.ts';
import type en from './texts.en.json';

export type ActTexts = typeof en;

/** Target of an operation: its name, '' for none; undefined for one that the library keeps to itself. */
export type Target = string | undefined;

/** @param op its name, '' for a thread that goes on */
export function actText({ alone, on, inner }: ActTexts, op: string, target: Target): string {
  if (target === undefined) return fill(inner.hidden, { op: pythonSpelling(op) });
  const words = own(target === '' ? alone : on, op);
  if (words !== undefined) return fill(words, { target });
  if (target !== '' && inner.steps.includes(op)) return fill(inner.text, { target });
  return `${pythonSpelling(op)} ${target}`.trim();
}

/** The name may be that of an inherited property. */
const own = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
