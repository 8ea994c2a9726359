/** `weft.save`: loaded on first call. */
import { app } from '../../store/app-state.ts';
import { anyFormats, saveAny } from '../files/save-any.ts';
import { readOptions, show } from './arguments.ts';

export async function saveRun(format: unknown, options: unknown): Promise<Blob> {
  const known = anyFormats.find((one) => one === format);
  if (known === undefined)
    throw new TypeError(`weft: the format should be one of ${anyFormats.join(', ')}.`);
  const theme = readOptions(options, ['theme']).get('theme');
  if (theme !== undefined && theme !== 'light' && theme !== 'dark')
    throw new TypeError(`weft: theme should be 'light' or 'dark', not ${show(theme)}.`);
  if (app.getState().session === undefined) throw new Error('weft: there is no run to be saved.');
  return saveAny(known, { theme });
}
