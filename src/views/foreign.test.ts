/** A trace from no engine of ours: its own kinds and operations, threads without processes, two sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTrace, parseTraceText } from '../trace/codec/parse-trace.ts';
import { randomNumbers } from '../trace/random-trace.ts';
import type { Trace } from '../trace/trace.ts';
import { Arrows } from './arrows.ts';
import { ConsoleView } from './console.ts';
import { findDeadlock } from './deadlock.ts';
import { explainDeadlock } from './explain-deadlock.ts';
import { explainEvent } from './explain-event.ts';
import { explainObject } from './explain-object.ts';
import { explainThread } from './explain-thread.ts';
import { History } from './history.ts';
import { Lanes } from './lanes.ts';
import { processTree } from './process-tree.ts';
import { search } from './search.ts';

const folder = new URL('../trace/codec/frozen/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.weft-trace.json'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
const workshop = texts.find((text) => text.includes('A workshop'))!;

function traceOf(text: string): Trace {
  const result = parseTraceText(text);
  if (!result.ok) throw new Error(result.problem.what);
  return result.trace;
}

/** Calls every view at every instant. */
function readAll(trace: Trace): string[] {
  const history = new History(trace);
  const [lanes, arrows, console] = [new Lanes(trace), new Arrows(trace), new ConsoleView(trace)];
  for (const view of [lanes, arrows, console]) view.advance();
  const keys: string[] = [];
  for (let count = 0; count <= trace.length; count++) {
    const world = history.at(count, trace.endTime);
    if (count > 0) keys.push(explainEvent(trace, world.names, count - 1).key);
    world.threads.forEach((_, i) => keys.push(...explainThread(trace, world, i).map((s) => s.key)));
    world.objects.forEach((_, i) => keys.push(...explainObject(trace, world, i).map((s) => s.key)));
    const deadlock = findDeadlock(trace, world);
    if (deadlock !== undefined) explainDeadlock(trace, world, deadlock);
    processTree(trace, world);
  }
  lanes.groups();
  search(trace, 'a');
  return keys;
}

describe('a trace of another tool', () => {
  const trace = traceOf(workshop);
  const history = new History(trace);
  const end = history.live(trace.endTime);

  test('who holds what and what is inside is told by what operations mean', () => {
    expect(history.at(11, 4).objects[0]).toMatchObject({ holders: [0], waiting: [1] });
    expect(history.at(12, 4).objects[1]?.items).toMatchObject([{ text: "'green tea'", by: 0 }]);
    expect(end.objects[1]?.items).toEqual([]);
    expect(end.threads[0]).toMatchObject({ run: 'blocked', object: 0, blockedBy: 1 });
    expect(end.threads[1]).toMatchObject({ run: 'ended', end: 1 });
    expect(explainThread(trace, end, 0).map(({ key }) => key)).toContain('blocked.lock-abandoned');
  });

  test('an operation without a text of its own has a general one', () => {
    const told = [9, 11, 12, 17, 18].map((seq) => explainEvent(trace, end.names, seq));
    expect(told.map(({ key }) => key)).toEqual([
      'event.did-on',
      'event.did-on',
      'event.did-on',
      'event.did',
      'event.did-on',
    ]);
    expect(told[1]?.params).toMatchObject({ op: 'pour', object: 'kettle' });
  });

  test('a thread is renamed, what is written is printed, lines are of their source', () => {
    expect(trace.renames).toMatchObject([{ of: 'thread', index: 1, before: 'apprentice' }]);
    const console = new ConsoleView(trace);
    console.advance();
    expect(console.lines.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
      'stdout good',
      'stderr ScaldError: hot',
    ]);
    const source = (seq: number) => trace.sources[trace.source(seq)]?.id;
    expect([source(11), source(12)]).toEqual(['main', 'native']);
  });

  test('threads without a process have lanes, and so have the inner parts', () => {
    const lanes = new Lanes(trace);
    lanes.advance();
    const [group, ...others] = lanes.groups();
    expect(others).toEqual([]);
    expect(group).toMatchObject({ process: -1 });
    expect(group?.threads.map(({ index }) => index)).toEqual([0, 1]);
    expect(group?.objects.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(lanes.cores).toHaveLength(2);
  });
});

test('whatever a file says, views that read it do not fail', () => {
  let read = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const random = randomNumbers(seed);
    const file = JSON.parse(texts[seed % texts.length]!) as { events?: Record<string, unknown>[] };
    for (const event of file.events ?? []) {
      for (const key of Object.keys(event)) {
        if (random() > 0.05) continue;
        const value = event[key];
        event[key] = typeof value === 'number' ? Math.floor(random() * 4) - 1 : value;
        if (key === 'op') event[key] = Math.floor(random() * 10);
        if (key === 'at' || key === 'phase') event[key] = value;
      }
    }
    const result = parseTrace(file);
    if (!result.ok) continue;
    read += 1;
    readAll(result.trace);
  }
  expect(read).toBeGreaterThan(50);
});
