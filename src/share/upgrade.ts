/**
 * Versions of links. A link of version n passes through upgraders n, n+1, … up to the present version; each knows only
 * one step, and none is ever edited.
 */
import { excerpt } from './fields.ts';
import type { Problem } from './link.ts';

type Upgrader = (fields: ReadonlyMap<string, string>) => Map<string, string>;

/** The first upgrades version 1 to version 2. */
const upgraders: readonly Upgrader[] = [];

export const LINK_VERSION = upgraders.length + 1;

/**
 * The fields in the present version, without `v`. A link without a version is version 1; a link from a newer Weft is
 * decoded as far as possible.
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
