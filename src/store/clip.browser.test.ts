import { ALL_FORMATS, BlobSource, CanvasSink, Input } from 'mediabunny';
import { expect, it } from 'vitest';
import { frameOf } from '../timeline/test-frame.ts';
import { History } from '../views/history.ts';
import { clipOf } from './clip.ts';

it.skipIf(typeof VideoEncoder === 'undefined')(
  'labels of lanes show the state at each instant of a clip',
  async () => {
    const frame = frameOf();
    const history = new History(frame.trace);
    const clip = await clipOf(frame, (time) => history.at(frame.trace.countUntil(time), time));
    const input = new Input({ source: new BlobSource(clip), formats: ALL_FORMATS });
    const track = (await input.getPrimaryVideoTrack())!;
    const sink = new CanvasSink(track);
    // The glyphs of states, left of the names.
    const glyphs: Uint8ClampedArray[] = [];
    for (const time of [0.1, (await track.computeDuration()) - 0.1]) {
      const { canvas } = (await sink.getCanvas(time))!;
      const ctx = canvas.getContext('2d') as CanvasRenderingContext2D;
      glyphs.push(ctx.getImageData(0, 30, 18, canvas.height - 30).data);
    }
    const [first, last] = glyphs as [Uint8ClampedArray, Uint8ClampedArray];
    const changed = first.filter((value, n) => Math.abs(value - last[n]!) > 60).length;
    expect(changed).toBeGreaterThan(20);
  },
);
