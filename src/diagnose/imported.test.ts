/**
 * A saved run, opened again, has the same findings: every mistake of the gallery, as a Weft file and as a Chrome trace.
 * A Chrome trace reduced to what every producer writes has no invented findings.
 */
import { describe, expect, test } from 'vitest';
import { thinned } from '../base/sweep.ts';
import { chromeEvents, chromeTrace } from '../export/chrome-trace.ts';
import { tell } from '../export/told.ts';
import { traceIn } from '../import/trace-in.ts';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { encodeTraceText } from '../trace/codec/encode-trace.ts';
import { findingsOf } from './findings-of.ts';
import { mistakeRows } from '../outcomes/mistakes.ts';

describe.each(thinned(mistakeRows, 4))('%s %j', async (id, params, finds) => {
  const trace = await traceOfScenario(id, { params, events: 4000 });
  const findings = findingsOf(trace);
  const told = tell(trace);

  test('has the finding of its mistake', () => {
    const kinds = new Set(findings.map(({ kind }) => kind));
    expect(finds.some((some) => some.every((kind) => kinds.has(kind)))).toBe(true);
  });

  test.each([
    ["Weft's own file", () => encodeTraceText(trace)],
    ['a Chrome trace', () => chromeTrace(told, id, trace.sources)],
  ])('has the same ones as %s', (_, save) => {
    expect(findingsOf(traceIn(save()))).toEqual(findings);
  });

  test('has none that is grave where only slices are left', () => {
    const left = findingsOf(traceIn(JSON.stringify(chromeEvents(told))));
    expect(left.filter(({ level }) => level !== 'note')).toEqual([]);
  });
});
