/** Findings of a complete run. */
import type { Trace } from '../trace/trace.ts';
import { Diagnosis } from './diagnosis.ts';
import type { Finding } from './finding.ts';

export function findingsOf(trace: Trace): readonly Finding[] {
  const diagnosis = new Diagnosis(trace);
  diagnosis.settle();
  return diagnosis.at(trace.length);
}
