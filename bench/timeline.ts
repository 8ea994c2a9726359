/** The timeline: a million intervals while the reader pans and zooms, and the latency of one event to the screen. */
import '../src/ui/tokens.css';
import { Phase } from '../src/trace/format.ts';
import { opInfos } from '../src/kernel/ops.ts';
import { Trace } from '../src/trace/trace.ts';
import { timeAxis } from '../src/timeline/axis.ts';
import { Timeline } from '../src/timeline/timeline.ts';
import { makeSynthetic } from '../src/timeline/synthetic.ts';
import { Arrows } from '../src/views/arrows.ts';
import { History } from '../src/views/history.ts';
import { Lanes } from '../src/views/lanes.ts';
import { startBench } from './kernel.ts';
import { median, quantile, type Sample } from './sample.ts';

const WIDTH = 1440;
const HEIGHT = 900;

function makeTimeline(): { timeline: Timeline; container: HTMLElement } {
  const container = document.querySelector<HTMLElement>('#stage')!;
  container.replaceChildren();
  container.style.width = `${WIDTH}px`;
  container.style.height = `${HEIGHT}px`;
  container.style.position = 'relative';
  return {
    timeline: new Timeline(container, { text: (key) => key, reducedMotion: () => true }),
    container,
  };
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Work of one frame, in ms, over 120 frames of panning and 120 of zooming. */
export async function millionIntervals(): Promise<Sample> {
  const { timeline } = makeTimeline();
  const data = makeSynthetic(1_000_000, 100);
  timeline.setData(data);
  timeline.setFollowing(false);
  const end = data.trace.endTime;
  await nextFrame();
  const times: number[] = [];
  const paint = (view: { start: number; end: number }) => {
    timeline.setView(view);
    const began = performance.now();
    timeline.frame({ liveEdge: end, cursor: { mode: 'live' } });
    times.push(performance.now() - began);
  };
  for (let frame = 0; frame < 120; frame++) {
    await nextFrame();
    const start = (end / 2) * (frame / 120);
    paint({ start, end: start + end / 2 });
  }
  for (let frame = 0; frame < 120; frame++) {
    await nextFrame();
    const span = end * 0.5 ** (frame / 12);
    paint({ start: (end - span) / 2, end: (end + span) / 2 });
  }
  return {
    intervals: data.intervals,
    frame_ms: median(times),
    frame_p95_ms: quantile(times, 0.95),
  };
}

const SECONDS = 4;

/**
 * Time from the recording of an event in a Worker to the end of the frame that draws it, at 10,000 events a second: in
 * ms, and in frames of the measurement.
 */
export async function eventToPixel(): Promise<Sample> {
  const { timeline } = makeTimeline();
  const trace = new Trace(opInfos);
  const [lanes, arrows, history] = [new Lanes(trace), new Arrows(trace), new History(trace)];
  timeline.setData({ trace, lanes, arrows, history, axis: timeAxis(trace) });
  const bench = await startBench(10_000, SECONDS * 1000);
  const delays: number[] = [];
  const frames: number[] = [];
  let last = await nextFrame();
  while (!bench.isOver()) {
    const now = await nextFrame();
    frames.push(now - last);
    last = now;
    const from = trace.length;
    bench.drain(trace);
    timeline.frame({ liveEdge: Math.max(bench.now(), trace.endTime), cursor: { mode: 'live' } });
    history.advance();
    const drawn = bench.now();
    for (let seq = from; seq < trace.length; seq++) {
      if (trace.phase(seq) === Phase.done) delays.push(drawn - trace.time(seq));
    }
  }
  bench.stop();
  const frame = median(frames);
  return {
    events_per_s: delays.length / SECONDS,
    delay_ms: median(delays),
    delay_p95_ms: quantile(delays, 0.95),
    delay_p95_frames: quantile(delays, 0.95) / frame,
  };
}
