import { expect, it } from 'vitest';
import { Phase } from './format.ts';
import { Trace } from './trace.ts';

const event = (text: string) => ({
  phase: Phase.done,
  op: 0,
  thread: 0,
  other: -1,
  object: -1,
  value: 0,
  text,
  cause: -1,
  line: 1,
  time: 0,
  real: 0,
});

it('keeps the text of every event, however many there are, and on the way to another thread', () => {
  const trace = new Trace([{ name: 'set' }]);
  const texts = Array.from({ length: 20_000 }, (_, n) => `v${n % 3 === 0 ? n % 9000 : n}`);
  for (const text of texts) trace.append(event(text));
  const arrived = Trace.unpack(structuredClone(trace.pack()));
  arrived.append(event('v7'));
  expect(texts.every((text, seq) => trace.text(seq) === text)).toBe(true);
  expect(texts.every((text, seq) => arrived.text(seq) === text)).toBe(true);
  expect(arrived.text(texts.length)).toBe('v7');
});

it('keeps few texts once, however many events have them', () => {
  const trace = new Trace([{ name: 'set' }]);
  for (let n = 0; n < 20_000; n++) trace.append(event(`v${n % 50}`));
  expect(trace.pack().texts).toHaveLength(51);
});
