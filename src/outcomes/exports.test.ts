/** Exports of every scenario to other tools' formats: parsed as those tools do, and imported again. */
import { expect, test } from 'vitest';
import { chromeEvents, chromeTrace } from '../export/chrome-trace.ts';
import { readAsPerfetto } from '../export/perfetto.ts';
import { mermaid } from '../export/texts.ts';
import { tell } from '../export/told.ts';
import { Importer } from '../import/importer.ts';
import { scenarios } from '../scenarios/registry.ts';
import { encodeTrace } from '../trace/codec/encode-trace.ts';
import { Phase } from '../trace/format.ts';
import { traceOfScenario } from './trace-of.ts';
import { thinned } from '../base/sweep.ts';

test.each(thinned(scenarios, 3).map(({ id }) => id))(
  '%s opens in Perfetto with nothing dropped',
  async (id) => {
    const trace = await traceOfScenario(id, { events: 1200 });
    const told = tell(trace);
    const read = readAsPerfetto(chromeEvents(told));
    expect(read.errors.slice(0, 5)).toEqual([]);

    // All processes and threads are present, by name.
    const processes = trace.processes.map((_, process) => told.names.process(process));
    expect([...read.processNames.values()]).toEqual(expect.arrayContaining(processes));
    const threads = trace.threads.map((_, thread) => told.names.thread(thread));
    expect([...read.threadNames.values()].toSorted()).toEqual(threads.toSorted());

    const events = Array.from({ length: trace.length }, (_, seq) => trace.event(seq));
    const arrows = Object.values(told.arrows.columns).reduce((sum, { length }) => sum + length, 0);
    expect(read.flows).toHaveLength(arrows);
    // A wait lies within its thread's lifetime.
    const waits = read.slices.filter(({ name }) => name.endsWith('(waiting)'));
    expect(waits.every(({ depth }) => depth >= 1)).toBe(true);
    const blocks = events.filter(({ phase }) => phase === Phase.block).length;
    expect(waits.length).toBeGreaterThanOrEqual(Math.min(blocks, 1));
    const takes = events.filter(
      ({ phase, op, object }) =>
        phase === Phase.done && trace.ops[op]?.hold === 'take' && object >= 0,
    ).length;
    expect(read.slices.filter(({ name }) => name.endsWith(' held'))).toHaveLength(takes);

    const importer = new Importer();
    importer.push(new TextEncoder().encode(chromeTrace(told, id, trace.sources)));
    const back = importer.end();
    expect(back.kind === 'trace' && encodeTrace(back.trace)).toEqual(encodeTrace(trace));
    expect(mermaid(told).startsWith('sequenceDiagram\n')).toBe(true);
  },
);
