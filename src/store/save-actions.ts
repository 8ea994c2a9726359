/** Exports of the page's run. Loaded on demand. */
import { bug } from '../base/bug.ts';
import { writeFile } from '../export/client/write-file.ts';
import { animatedPicture } from '../timeline/animated-picture.ts';
import type { CanvasText } from '../timeline/frame.ts';
import { svgPicture } from '../timeline/svg-picture.ts';
import { app } from './app-state.ts';
import { fileNameOf, sourcesOf } from './file-actions.ts';
import { nameOf } from './program.ts';
import { frameOf, pngOf } from './pictures.ts';
import type { ShownTheme } from './shown-theme.ts';
import { takeTurns } from './take-turns.ts';

/** Formats, with their file name suffixes. */
export const saveFormats = {
  weft: { ending: '.weft-trace.json', type: 'application/json' },
  'chrome-trace': { ending: '.trace.json', type: 'application/json' },
  svg: { ending: '.svg', type: 'image/svg+xml' },
  png: { ending: '.png', type: 'image/png' },
  'animated-svg': { ending: '.moving.svg', type: 'image/svg+xml' },
  webm: { ending: '.webm', type: 'video/webm' },
  mermaid: { ending: '.mmd', type: 'text/plain' },
  text: { ending: '.txt', type: 'text/plain' },
  csv: { ending: '.csv', type: 'text/csv' },
} as const;
export type SaveFormat = keyof typeof saveFormats;

export interface SaveOptions {
  /** For pictures. Default: the page's theme. */
  readonly theme?: ShownTheme | undefined;
  /** Progress of a clip, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

/** Texts are UTF-8. */
const typeOf = (type: string): string => `${type};charset=utf-8`;

/** @param text looks up a text of namespace "timeline" */
export async function save(
  format: SaveFormat,
  text: CanvasText,
  { theme, onProgress }: SaveOptions = {},
): Promise<Blob> {
  const { session } = app.getState();
  const { program, trace } = session ?? bug('there is no run');
  const { type } = saveFormats[format];
  const of = (content: string) => new Blob([content], { type: typeOf(type) });
  switch (format) {
    case 'weft':
    case 'chrome-trace':
    case 'mermaid':
    case 'text':
    case 'csv': {
      const hasSources = format === 'weft' || format === 'chrome-trace';
      const sources = hasSources ? await sourcesOf(program, trace.sources) : [];
      return writeFile(format, trace, { title: nameOf(program), sources }, typeOf(type));
    }
    case 'svg':
      return of(await takeTurns(svgPicture(frameOf(session!, text, theme))));
    case 'animated-svg':
      return of(await takeTurns(animatedPicture(frameOf(session!, text, theme))));
    case 'png':
      return pngOf(frameOf(session!, text, theme));
    case 'webm':
      return (await import('./clip.ts')).clipOf(
        frameOf(session!, text, theme),
        (time) => session!.worldAt({ kind: 'past', time, count: trace.countUntil(time) }),
        onProgress,
      );
  }
}

/** File name for what is on the page. */
export const savedName = (format: SaveFormat): string =>
  fileNameOf(nameOf(app.getState().program)) + saveFormats[format].ending;
