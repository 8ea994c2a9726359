/** `weft.save`: fetched when it is first called. */
import i18next from 'i18next';
import { app } from '../../store/app-state.ts';
import { save, saveFormats, type SaveFormat } from '../../store/save-actions.ts';

export async function saveRun(format: unknown): Promise<Blob> {
  const known = Object.keys(saveFormats);
  if (typeof format !== 'string' || !known.includes(format))
    throw new TypeError(`weft: the format should be one of ${known.join(', ')}.`);
  if (app.getState().session === undefined) throw new Error('weft: there is no run to be saved.');
  return save(format as SaveFormat, timelineText);
}

const timelineText = (key: string, params?: Readonly<Record<string, string | number>>): string =>
  i18next.t(`timeline:${key}` as 'timeline:name', params ?? {});
