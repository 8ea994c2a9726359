/** Meanings of waits: in both languages, for lines where the program waits, and for every sleep of the pitfalls. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { labelOf } from '../timeline/lane-labels.ts';
import { Phase } from '../trace/format.ts';
import { LaneState } from '../views/interval-column.ts';
import { Names } from '../views/names.ts';
import { explainEvent } from '../views/explain-event.ts';
import { explainThread } from '../views/explain-thread.ts';
import { History } from '../views/history.ts';
import { scenarios } from './registry.ts';
import { languages } from './texts.ts';
import { loadWaits } from './waits.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const said = scenarios
  .map(({ id }) => id)
  .filter((id) => readdirSync(`${here}${id}`).includes('waits.json'));
const mayWait = /yield\* (sleep|compute|.*\.(acquire|wait))\((?!false)/;
const pitfalls = scenarios.filter(({ chapter }) => chapter === 'pitfalls').map(({ id }) => id);

test('every pitfall says so', () => {
  expect(pitfalls.filter((id) => !said.includes(id))).toEqual([]);
});

describe.each(said)('%s', (id) => {
  test('in every language, of lines where it sleeps or waits', async () => {
    const program = readFileSync(`${here}${id}/program.ts`, 'utf8').split('\n');
    const waits = await loadWaits(id);
    expect(waits.length).toBeGreaterThan(0);
    for (const { line, texts } of waits) {
      expect(program[line - 1]).toMatch(/sleep\(|compute\(|wait\(|acquire\(|get\(|join\(/);
      expect(Object.keys(texts).toSorted()).toEqual([...languages].toSorted());
      for (const text of Object.values(texts)) expect(text.length).toBeLessThanOrEqual(60);
      // It is used in "… is over" and "… until 57 ms".
      expect(texts['en']).toMatch(/^\w+ing\b/);
    }
  });

  test('every sleep and calculation of its program and every wait for a lock or signal has its words', async () => {
    const program = readFileSync(`${here}${id}/program.ts`, 'utf8').split('\n');
    const named = new Set((await loadWaits(id)).map(({ line }) => line));
    const silent = program.flatMap((text, i) =>
      mayWait.test(text) && !named.has(i + 1) ? [`${i + 1}: ${text.trim()}`] : [],
    );
    expect(silent).toEqual([]);
  });
});

test('bars, events and threads are told in these words', async () => {
  const trace = await traceOfScenario('dining-philosophers');
  trace.setWaits(await loadWaits('dining-philosophers'));
  const seqs = Array.from({ length: trace.length }, (_, seq) => seq);
  const names = new Names(trace);
  const told = seqs.map((seq) => explainEvent(trace, names, seq));
  const doing = new Set(told.flatMap(({ params }) => params['doing'] ?? []));
  expect([...doing].map(String).toSorted()).toEqual([
    'reaching for the second fork',
    'thinking',
    'waiting for the second fork',
  ]);
  const main = seqs.findLast((seq) => trace.opInfo(seq)?.life === 'leave')!;
  expect([trace.line(main) > 0, trace.doing(main)]).toEqual([true, '']);
  const stuck = new History(trace).live(trace.endTime);
  const waiting = explainThread(trace, stuck, 1).map(({ key, params }) => [key, params['doing']]);
  expect(waiting).toContainEqual(['blocked.doing', 'waiting for the second fork']);
  const asleep = seqs.find((seq) => trace.opName(trace.op(seq)) === 'sleep')!;
  const world = new History(trace).at(asleep + 1, trace.time(asleep));
  expect(explainThread(trace, world, trace.thread(asleep))[0]).toMatchObject({
    key: 'blocked.sleep-for',
    params: { doing: 'thinking' },
  });
  trace.language = 'zh-CN';
  expect(explainEvent(trace, names, asleep).params['doing']).toBe('思考');
});

test('a bar with little room has the beginning of the words', async () => {
  const trace = await traceOfScenario('dining-philosophers');
  trace.setWaits(await loadWaits('dining-philosophers'));
  const world = new History(trace).live(trace.endTime);
  const text = (key: string) => key;
  const asleep = Array.from({ length: trace.length }, (_, seq) => seq).filter(
    (seq) => trace.phase(seq) === Phase.block && trace.opName(trace.op(seq)) === 'sleep',
  );
  const labels = asleep.map((seq) => labelOf({ trace, world, text }, seq, LaneState.asleep));
  expect(labels).toContainEqual(['thinking']);
  expect(labels).toContainEqual([
    'reaching for the second fork',
    'reaching for the second …',
    'reaching for the …',
    'reaching for …',
    'reaching …',
  ]);
  const held = Array.from({ length: trace.length }, (_, seq) => seq).filter(
    (seq) => trace.phase(seq) === Phase.block && trace.opName(trace.op(seq)) === 'acquire',
  );
  expect(held.map((seq) => labelOf({ trace, world, text }, seq, LaneState.blocked))).toContainEqual(
    [
      'waiting for the second fork (forks[1])',
      'waiting for the second fork',
      'acquire forks[1]',
      'acquire',
      'forks[1]',
    ],
  );
});
