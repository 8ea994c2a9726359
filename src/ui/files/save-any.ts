/** All exports of what is on the page. Loaded on demand. */
import i18next from 'i18next';
import { bug } from '../../base/bug.ts';
import { app } from '../../store/app-state.ts';
import { fileNameOf } from '../../store/file-actions.ts';
import { nameOf } from '../../store/program.ts';
import {
  save,
  savedName,
  saveFormats,
  type SaveFormat,
  type SaveOptions,
} from '../../store/save-actions.ts';
import { stagePng, stageSvg } from '../stage/stage-picture.ts';

const stageFormats = ['stage-svg', 'stage-png'] as const;
export type AnyFormat = SaveFormat | (typeof stageFormats)[number];

export const anyFormats: readonly AnyFormat[] = [
  ...(Object.keys(saveFormats) as SaveFormat[]),
  ...stageFormats,
];

export async function saveAny(format: AnyFormat, options: SaveOptions = {}): Promise<Blob> {
  switch (format) {
    case 'stage-svg':
      return new Blob([await inTheme(options, stageSvg)], { type: 'image/svg+xml;charset=utf-8' });
    case 'stage-png':
      return inTheme(options, stagePng);
    default:
      return save(format, timelineText, options);
  }
}

export const anyName = (format: AnyFormat): string => {
  if (format !== 'stage-svg' && format !== 'stage-png') return savedName(format);
  return `${fileNameOf(nameOf(app.getState().program))}.stage.${format === 'stage-svg' ? 'svg' : 'png'}`;
};

/** The page switches to the theme for the duration of `look`. */
async function inTheme<T>({ theme }: SaveOptions, look: () => T | Promise<T>): Promise<T> {
  const { dataset } = document.documentElement;
  const before = dataset['theme'] ?? bug('the page has no theme');
  dataset['theme'] = theme ?? before;
  try {
    return await look();
  } finally {
    dataset['theme'] = before;
  }
}

const timelineText = (key: string, params?: Readonly<Record<string, string | number>>): string =>
  i18next.t(`timeline:${key}` as 'timeline:name', params ?? {});
