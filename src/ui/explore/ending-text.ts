/** Text of an ending, for the page and for its API. */
import type { TFunction } from 'i18next';
import type { Stuck } from '../../trace/outcome.ts';
import type { FoundEnding } from '../../explore/report.ts';
import type { Difference } from './differences.ts';

type Translate = TFunction<readonly ['explore', 'ui']>;

/** Maximum number of waits or exceptions listed, and of threads that wait for the same; further ones are counted. */
const MOST_PARTS = 3;
const MOST_THREADS = 4;
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

/** Distinguishing facts, briefly. */
export function factsOf(t: Translate, { finals, printed }: Difference): readonly string[] {
  const values = finals.slice(0, MOST_FACTS).map(({ name, value }) => `${name} = ${value}`);
  const room = Math.max(0, MOST_FACTS - values.length);
  const lines = printed.slice(0, room).map((line) => t('prints', { line }));
  const more = finals.length + printed.length - values.length - lines.length;
  return [...values, ...lines, ...(more > 0 ? [t('moreFacts', { count: more })] : [])];
}

/** The complete description in one line, for screen readers. */
export function wholeText(t: Translate, ending: FoundEnding, difference: Difference): string {
  return [endingText(t, ending), ...factsOf(t, difference)].join(' · ');
}

/**
 * Threads that wait for the same are listed together. A main thread that joins others is omitted if others are stuck.
 */
function waitsOf(t: Translate, stuck: readonly Stuck[]): string[] {
  const telling = stuck.filter(({ on }) => on !== '');
  const waits = new Map<string, Stuck & { readonly threads: string[] }>();
  for (const wait of telling.length > 0 ? telling : stuck) {
    const key = JSON.stringify([wait.op, wait.on]);
    const known = waits.get(key);
    if (known === undefined) waits.set(key, { ...wait, threads: [wait.thread] });
    else known.threads.push(wait.thread);
  }
  return [...waits.values()].map(({ threads, op, on }) => {
    const thread = few(t, threads, MOST_THREADS, t('betweenThreads'));
    return on === '' ? t('waitIn', { thread, op }) : t('waitOn', { thread, op, on });
  });
}

function few(
  t: Translate,
  parts: readonly string[],
  most = MOST_PARTS,
  between = t('between'),
): string {
  // "1 more" is no shorter than what it replaces.
  const shown = parts.length <= most + 1 ? parts : parts.slice(0, most);
  const more = parts.length - shown.length;
  const rest = more > 0 ? [t('moreParts', { count: more })] : [];
  return [...shown, ...rest].join(between);
}

/** 'exit 1 of 0': the exit code is reported by the process of thread 0. */
const cleanFailure = (text: string): string =>
  /^exit -?\d+ of \d+$/.test(text) ? text.replace(/ of \d+$/, '') : text;
