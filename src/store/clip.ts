/** A run as a WebM clip: the timeline drawn from left to right, encoded by the browser. */
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';
import { bug } from '../base/bug.ts';
import type { Ms } from '../base/units.ts';
import { clipSeconds, REST } from '../timeline/animated-picture.ts';
import { Brushes } from '../timeline/brushes.ts';
import type { Frame } from '../timeline/frame.ts';
import { layoutTimeline } from '../timeline/layout.ts';
import { paintLabels } from '../timeline/paint-labels.ts';
import type { World } from '../views/state.ts';
import { formatInstant } from '../views/time-format.ts';
import { canvasOf, makeCanvas } from './pictures.ts';

const FRAMES_A_SECOND = 25;
/** Maximum height of a clip: further lanes are cut off. */
const HIGHEST = 1080;

/**
 * @param worldAt the state at an instant, for the labels of lanes
 * @throws Error with a sentence, if the browser has no encoder for it
 */
export async function clipOf(
  full: Frame,
  worldAt: (time: Ms) => World,
  onProgress: (part: number) => void = () => undefined,
): Promise<Blob> {
  // Encoders need even sizes.
  const frame = { ...full, height: Math.min(HIGHEST, full.height + (full.height % 2)) };
  const { width, height, theme, view } = frame;
  const codec =
    typeof VideoEncoder === 'undefined'
      ? null
      : await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], { width, height });
  if (codec === null)
    throw new Error('weft: this browser encodes no video. Save a moving picture (SVG) instead.');
  const layout = layoutTimeline(frame);
  const { plot } = layout;
  const picture = canvasOf(frame, 1);
  const brushes = new Brushes(makeCanvas);
  const canvas = makeCanvas(width, height);
  const ctx = canvas.getContext('2d') ?? bug('there is no canvas');
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: FRAMES_A_SECOND });
  await output.start();
  const seconds = clipSeconds(frame);
  const frames = Math.round(seconds * FRAMES_A_SECOND);
  const rest = Math.round(REST * FRAMES_A_SECOND);
  for (let n = 0; n <= frames + rest; n++) {
    const part = Math.min(1, n / frames);
    const x = plot.x + plot.width * part;
    const time = view.start + (view.end - view.start) * part;
    ctx.drawImage(picture, 0, 0);
    const then: Frame = { ...frame, ratio: 1, world: worldAt(time), cursor: { time, live: false } };
    paintLabels(ctx, then, layout, brushes);
    ctx.fillStyle = theme.surface;
    ctx.fillRect(x, plot.y, width - x, plot.height);
    if (part < 1) {
      ctx.fillStyle = theme.accent;
      ctx.fillRect(x - 1, 0, 2, height);
      ctx.font = `600 12px ${theme.fontUi}`;
      const label = formatInstant(time);
      const box = ctx.measureText(label).width + 12;
      const left = Math.min(x, width - box);
      ctx.fillRect(left, 4, box, 20);
      ctx.fillStyle = theme.onAccent;
      ctx.fillText(label, left + 6, 18);
    }
    await source.add(n / FRAMES_A_SECOND, 1 / FRAMES_A_SECOND);
    onProgress(n / (frames + rest));
  }
  await output.finalize();
  return new Blob([output.target.buffer ?? bug('the clip is empty')], { type: 'video/webm' });
}
