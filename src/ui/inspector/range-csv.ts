/** Statistics of a time range as CSV (RFC 4180): a table of threads, an empty line, a table of objects. Times in ms, to the microsecond. */
import { activeConditions } from '../../views/condition.ts';
import { fairness, type Usage } from '../../views/contention.ts';
import type { Names } from '../../views/names.ts';
import type { ThreadShares } from './range-shares.ts';

/** Prefixes that a spreadsheet interprets as a formula. */
const isFormula = /^[=+\-@\t\r]/;

function field(value: string | number): string {
  if (typeof value === 'number') return String(Math.round(value * 1e3) / 1e3);
  const text = isFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (values: readonly (string | number)[]): string => values.map(field).join(',');

export function rangeCsv(
  shares: readonly ThreadShares[],
  usages: readonly Usage[],
  names: Names,
): string {
  const threads = shares.map((one) =>
    line([names.thread(one.thread), ...activeConditions.map((state) => one.shares[state])]),
  );
  const objects = usages.map((usage) =>
    line([
      names.object(usage.object),
      usage.gets,
      usage.waits,
      usage.waited,
      usage.least,
      usage.waits > 0 ? usage.waited / usage.waits : 0,
      usage.most,
      usage.held,
      usage.handOvers,
      fairness(usage),
    ]),
  );
  return [
    line(['thread', ...activeConditions]),
    ...threads,
    '',
    line([
      'object',
      'gets',
      'waits',
      'waited',
      'least',
      'mean',
      'most',
      'held',
      'hand-overs',
      'fairness',
    ]),
    ...objects,
    '',
  ].join('\r\n');
}
