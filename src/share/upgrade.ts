/**
 * Versions of links. A link of version n goes through upgraders n, n+1, … up to the present one; each knows only one
 * step, and none is ever edited.
 */
import { excerpt } from './fields.ts';
import type { Problem } from './link.ts';

type Upgrader = (fields: ReadonlyMap<string, string>) => Map<string, string>;

/** The first makes version 2 of version 1. */
const upgraders: readonly Upgrader[] = [];

export const LINK_VERSION = upgraders.length + 1;

/**
 * The fields as the present version has them, without `v`. A link with no version is of the first one; a link from a
 * newer Weft is read as far as it can be.
 */
export function upgradeFields(
  fields: ReadonlyMap<string, string>,
  report: (problem: Problem) => void,
  steps: readonly Upgrader[] = upgraders,
): Map<string, string> {
  const present = steps.length + 1;
  const text = fields.get('v') ?? '1';
  let version = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
  if (version === undefined) {
    report({ kind: 'bad-version', value: excerpt(text) });
    version = present;
  } else if (version > present) {
    report({ kind: 'newer-version', version: text, known: present });
  }
  let upgraded = new Map(fields);
  for (let step = version; step < present; step += 1) {
    upgraded = steps[step - 1]?.(upgraded) ?? upgraded;
  }
  upgraded.delete('v');
  return upgraded;
}
