/** The pitfalls: the deciding events have flags, and the timeline shows each of them over the whole run. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../diagnose/findings-of.ts';
import { traceOfScenario } from '../../outcomes/trace-of.ts';
import type { ParamValues } from '../../base/param-values.ts';
import { layoutFlags } from '../../timeline/flag-layout.ts';
import { timeAxis } from '../../timeline/axis.ts';
import { EndStatus, Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { flagsOf } from './use-flags.ts';

/** An event in the notation of the rows below. */
function told(trace: Trace, seq: number): string {
  const phase = trace.phase(seq);
  if (phase === Phase.end) return trace.value(seq) === EndStatus.killed ? 'killed' : 'ended';
  const op = trace.op(seq) < 0 ? '' : trace.opName(trace.op(seq));
  if (phase === Phase.fail) return `failed ${op}`;
  if (phase === Phase.block) return `waits ${op}`;
  return phase === Phase.raise ? `raised ${op}` : op;
}

/** For each pitfall, the kinds of events that must have a flag. */
const pitfalls: readonly (readonly [id: string, params: ParamValues, kinds: readonly string[]])[] =
  [
    ['opposite-locks', {}, ['acquire', 'waits acquire']],
    ['dining-philosophers', {}, ['acquire', 'waits acquire']],
    ['terminate-with-lock', {}, ['terminate', 'killed', 'waits acquire']],
    ['readers-writers', {}, ['waits acquire']],
    ['missed-notify', {}, ['notify-all', 'waits wait']],
    ['livelock', {}, ['failed acquire']],
    ['over-released-semaphore', {}, ['failed acquire', 'release']],
    ['forgotten-task-done', {}, ['get', 'waits join']],
    ['sleep-as-lock', {}, ['read', 'write']],
    ['shared-dict', {}, ['get', 'set-item']],
  ];

describe.each(pitfalls)('%s %j: %j', (id, params, kinds) => {
  test('its decisive events have flags, all of them in sight at full range', async () => {
    const trace = await traceOfScenario(id, { params });
    const flags = flagsOf(findingsOf(trace));
    const shown = new Set(flags.map(({ seq }) => told(trace, seq)));
    expect([...shown]).toEqual(expect.arrayContaining([...kinds]));
    const axis = timeAxis(trace);
    // The run is a hundredth of the view: beyond the maximum zoom.
    for (const span of [1, 1.05, 100]) {
      const view = { start: 0, end: trace.endTime * span };
      const frame = { flags, axis, length: trace.length, view } as unknown;
      const plot = { x: 100, y: 28, width: 800, height: 200 };
      const places = layoutFlags(frame as Parameters<typeof layoutFlags>[0], { plot });
      const there = places.flatMap((place) => place.flags.map(({ seq }) => seq));
      expect(there.toSorted((a, b) => a - b)).toEqual(
        flags.map(({ seq }) => seq).toSorted((a, b) => a - b),
      );
      expect(places.every(({ isInside }) => isInside)).toBe(true);
    }
  });
});
