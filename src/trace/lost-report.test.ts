import { expect, it } from 'vitest';
import { lostText, readLost, type LostReport } from './lost-report.ts';

const reports: readonly LostReport[] = [
  { kind: 'hung', seconds: 5 },
  { kind: 'hung', seconds: 0.8 },
  { kind: 'died', report: 'Uncaught RangeError: out of memory' },
  { kind: 'died', report: 'hung up' },
];
it.each(reports)('$kind can be read again', (report) => {
  expect(readLost(lostText(report))).toEqual(report);
});

it('what older links say is known', () => {
  const text = 'The thread did not reach an operation for 5 s and was ended.';
  expect(readLost(text)).toEqual({ kind: 'hung', seconds: 5 });
});
