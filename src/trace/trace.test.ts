import { expect, it } from 'vitest';
import { Phase } from './format.ts';
import { Trace } from './trace.ts';

/** A trace with so many events, each with its number as the line, the value and the time. */
function numbered(count: number): Trace {
  const trace = new Trace([]);
  addTo(trace, count);
  return trace;
}

function addTo(trace: Trace, count: number): void {
  for (let n = trace.length; n < count; n++) {
    trace.append({
      phase: Phase.block,
      op: -1,
      thread: 0,
      object: -1,
      other: -1,
      value: n,
      text: `event ${n}`,
      cause: -1,
      line: n % 1000,
      time: n,
      real: n,
    });
  }
}

const isNumbered = (trace: Trace): boolean =>
  Array.from({ length: trace.length }, (_, n) => n).every(
    (n) =>
      trace.value(n) === n &&
      trace.time(n) === n &&
      trace.line(n) === n % 1000 &&
      trace.text(n) === `event ${n}`,
  );

it.for([1, 255, 256, 257, 512, 513, 16_384, 16_385, 40_000])('keeps %i events', (count) => {
  const trace = numbered(count);
  expect(trace.length).toBe(count);
  expect(isNumbered(trace)).toBe(true);
});

it.for([100, 256, 16_384, 20_000])('goes on after %i events were sent', (count) => {
  const trace = Trace.unpack(structuredClone(numbered(count).pack()));
  addTo(trace, 40_000);
  expect(isNumbered(trace)).toBe(true);
});
