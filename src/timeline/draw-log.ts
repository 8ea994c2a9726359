/**
 * For tests: a canvas context that records its calls as text, one line a call, so that a test can compare a frame as
 * plain text.
 */
import type { Context, MakeCanvas } from './brushes.ts';

export interface DrawLog {
  readonly ctx: Context;
  readonly lines: string[];
  /** Creates scratch canvases that record nothing. */
  readonly makeCanvas: MakeCanvas;
}

/** Width of every character. */
const LETTER = 6;

const round = (n: number): number => Math.round(n * 10) / 10;

/** Log format of each call; calls not listed here are not recorded. */
const told: Readonly<Record<string, (state: Record<string, unknown>, args: number[]) => string>> = {
  fillRect: (state, [x = 0, y = 0, w = 0, h = 0]) =>
    `fill ${round(x)},${round(y)} ${round(w)}x${round(h)} ${String(state['fillStyle'])}`,
  strokeRect: (state, [x = 0, y = 0, w = 0, h = 0]) =>
    `ring ${round(x)},${round(y)} ${round(w)}x${round(h)} ${String(state['strokeStyle'])}`,
  clip: () => 'clip',
  save: () => 'save',
  restore: () => 'restore',
  moveTo: (_, [x = 0, y = 0]) => `move ${round(x)},${round(y)}`,
  bezierCurveTo: (_, args) => `curve to ${round(args[4]!)},${round(args[5]!)}`,
};

export function makeDrawLog(): DrawLog {
  const lines: string[] = [];
  return { ctx: fakeContext(lines), lines, makeCanvas: fakeCanvas };
}

function fakeContext(lines: string[] | undefined): Context {
  const state: Record<string, unknown> = { globalAlpha: 1, font: '' };
  const answers: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * LETTER }),
    createImageData: (width: number, height: number) => ({
      width,
      height,
      data: new Uint8ClampedArray(width * height * 4),
    }),
    createPattern: () => ({ toString: () => 'pattern', setTransform: () => undefined }),
    fillText: (text: string, x: number, y: number) =>
      lines?.push(`text "${text}" ${round(x)},${round(y)} ${String(state['fillStyle'])}`),
    drawImage: (...[, , , , rows, x, y, w, h]: number[]) =>
      lines?.push(`picture of ${rows} rows ${round(x!)},${round(y!)} ${round(w!)}x${round(h!)}`),
  };
  const context = new Proxy(state, {
    get: (_, name: string) => {
      if (name in answers) return answers[name];
      if (name in state) return state[name];
      return (...args: number[]) => {
        const tell = told[name];
        if (tell !== undefined) lines?.push(tell(state, args));
      };
    },
    set: (_, name: string, value: unknown) => {
      state[name] = value;
      return true;
    },
  });
  return context as unknown as Context;
}

const fakeCanvas: MakeCanvas = (width, height) =>
  ({ width, height, getContext: () => fakeContext(undefined) }) as unknown as HTMLCanvasElement;
