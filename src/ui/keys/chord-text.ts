import type { TFunction } from 'i18next';
import type { TimelineKey } from '../../timeline/commands.ts';
import type { Chord } from '../../store/command.ts';

const names = {
  ' ': 'keys.names.space',
  ArrowLeft: 'keys.names.left',
  ArrowRight: 'keys.names.right',
  ArrowUp: 'keys.names.up',
  ArrowDown: 'keys.names.down',
  Home: 'keys.names.home',
  End: 'keys.names.end',
  Escape: 'keys.names.escape',
} as const;

/** A key as printed on keyboards. */
export function chordText({ key, shift, ctrl }: Chord, t: TFunction): string {
  const known = Object.hasOwn(names, key) ? t(names[key as keyof typeof names]) : undefined;
  const text = known ?? (key.length === 1 ? key.toUpperCase() : key);
  if (ctrl === true) return `Ctrl+${text}`;
  return shift === true ? `${t('keys.names.shift')} ${text}` : text;
}

/** A timeline key defined by position is shown by the letter that most keyboards have there. */
export function timelineKeyText({ code, key, shift }: TimelineKey, t: TFunction): string {
  const printed = key ?? (code ?? '').replace(/^Key/, '');
  return chordText({ key: printed, ...(shift === undefined ? {} : { shift }) }, t);
}
