/** An ending in words: how it ends, for the page and for its API. */
import type { TFunction } from 'i18next';
import type { Stuck } from '../../trace/outcome.ts';
import type { FoundEnding } from '../../explore/report.ts';
import type { Difference } from './differences.ts';

type Translate = TFunction<readonly ['explore', 'ui']>;

/** More of those that wait, or of what was raised, are counted. */
const MOST_PARTS = 4;
const MOST_FACTS = 3;

/** One sentence. */
export function endingText(t: Translate, { kind, stuck, failures }: FoundEnding): string {
  switch (kind) {
    case 'finished':
      return t('ending.finished');
    case 'never':
      return t('ending.never');
    case 'exception':
      return t('ending.exception', { what: few(t, failures.map(cleanFailure)) });
    case 'input':
      return t('ending.input');
    case 'deadlock':
      return t('ending.deadlock', { waits: few(t, waitsOf(t, stuck)) });
  }
}

/** What sets it apart from the others, as short facts. */
export function factsOf(t: Translate, { finals, printed }: Difference): readonly string[] {
  const values = finals.slice(0, MOST_FACTS).map(({ name, value }) => `${name} = ${value}`);
  const room = Math.max(0, MOST_FACTS - values.length);
  const lines = printed.slice(0, room).map((line) => t('prints', { line }));
  const more = finals.length + printed.length - values.length - lines.length;
  return [...values, ...lines, ...(more > 0 ? [t('moreFacts', { count: more })] : [])];
}

/** Everything about it in one line, for who cannot see the page. */
export function wholeText(t: Translate, ending: FoundEnding, difference: Difference): string {
  return [endingText(t, ending), ...factsOf(t, difference)].join(' · ');
}

/** A main thread that waits for its threads to end is no news where others are stuck. */
function waitsOf(t: Translate, stuck: readonly Stuck[]): string[] {
  const telling = stuck.filter(({ on }) => on !== '');
  return (telling.length > 0 ? telling : stuck).map(({ thread, op, on }) =>
    on === '' ? t('waitIn', { thread, op }) : t('waitOn', { thread, op, on }),
  );
}

function few(t: Translate, parts: readonly string[]): string {
  const shown = parts.slice(0, MOST_PARTS);
  const more = parts.length - shown.length;
  const rest = more > 0 ? [t('moreParts', { count: more })] : [];
  return [...shown, ...rest].join(t('between'));
}

/** 'exit 1 of 0': the process of thread 0 has said so. */
const cleanFailure = (text: string): string =>
  /^exit -?\d+ of \d+$/.test(text) ? text.replace(/ of \d+$/, '') : text;
