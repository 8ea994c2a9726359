/**
 * Format and parser of a lesson that a user made of a run: it travels in a link or a file, so the input is untrusted.
 * Unknown fields are ignored, and all sizes are limited. docs/FORMATS.md has the layout.
 */
import { cleanWords } from '../base/clean-words.ts';
import { Phase } from '../trace/format.ts';
import type { EndingKind } from '../trace/outcome.ts';
import type { OwnStop } from './lesson.ts';
import type { Answering, Holds, Question, QuestionTexts } from './question.ts';
import type { Spot } from './spot.ts';

export const OWN_LESSON_VERSION = 1;
export const MAX_STOPS = 20;
export const MAX_OPTIONS = 6;
/** Maximum length in characters of a caption, and of the explanation of an answer. */
export const MAX_CAPTION = 600;
/** Of a question. */
export const MAX_ASK = 280;
/** Of an option, a name, the text of an event. */
export const MAX_SHORT = 120;
const MOST_NTH = 10_000_000;

export type OwnLessonProblem = 'damaged' | 'newer-version';

const endings: readonly EndingKind[] = ['finished', 'exception', 'deadlock', 'input', 'never'];

/** The compact form for a link or a file. */
export const plainLesson = (stops: readonly OwnStop[]): object => ({
  version: OWN_LESSON_VERSION,
  stops: stops.map(({ at, select, caption, question }) => ({
    at,
    ...(select === undefined ? {} : { select }),
    ...(caption.en === '' && caption['zh-CN'] === '' ? {} : { caption: plainTexts(caption) }),
    ...(question === undefined ? {} : { question: plainQuestion(question) }),
  })),
});

const plainQuestion = ({ by, answer, texts }: Question): object => ({
  by,
  answer,
  texts: plainTexts(texts),
});

/** A text in one language is stored once. */
const plainTexts = <T>(texts: Record<'en' | 'zh-CN', T>): unknown =>
  JSON.stringify(texts.en) === JSON.stringify(texts['zh-CN']) ? texts.en : texts;

/** A bad stop affects only itself. */
export function parseOwnLesson(given: unknown): readonly OwnStop[] | OwnLessonProblem {
  const version = field(given, 'version');
  const stops = field(given, 'stops');
  if (typeof version !== 'number' || !Array.isArray(stops)) return 'damaged';
  if (version > OWN_LESSON_VERSION) return 'newer-version';
  const read = stops
    .slice(0, MAX_STOPS)
    .map((stop: unknown) => parseStop(stop))
    .filter((stop) => stop !== undefined)
    .map(numbered);
  return read.length === 0 && stops.length > 0 ? 'damaged' : read;
}

/** A question is identified by the number of its stop. */
export const numbered = (stop: OwnStop, n: number): OwnStop =>
  stop.question === undefined
    ? stop
    : { ...stop, question: { ...stop.question, id: `own-${n + 1}` } };

function parseStop(given: unknown): OwnStop | undefined {
  const at = parseSpot(field(given, 'at'));
  if (at === undefined) return undefined;
  const caption = inBoth(field(given, 'caption'), (text) => words(text, MAX_CAPTION)) ?? nothing;
  const question = parseQuestion(field(given, 'question'), at);
  if (caption.en === '' && question === undefined) return undefined;
  const select = parseSelect(field(given, 'select'));
  return {
    at,
    ...(select === undefined ? {} : { select }),
    caption,
    ...(question === undefined ? {} : { question }),
  };
}

const nothing = { en: '', 'zh-CN': '' };

function parseQuestion(given: unknown, after: Spot): Question | undefined {
  const by = parseAnswering(field(given, 'by'));
  const answer = words(field(given, 'answer'), MAX_SHORT);
  if (by === undefined || answer === undefined || !canBe(answer, by)) return undefined;
  const count = by.kind === 'choice' ? by.options.length : 0;
  const texts = inBoth(field(given, 'texts'), (text) => parseTexts(text, count));
  return texts === undefined
    ? undefined
    : { id: 'own', params: {}, timed: false, after, by, answer, texts };
}

/** Whether the answer is possible. */
export function canBe(answer: string, by: Answering): boolean {
  if (by.kind === 'choice') return by.options.some(({ id }) => id === answer);
  return by.kind === 'number' ? /^-?\d{1,9}(\.\d{1,9})?$/.test(answer) : answer !== '';
}

function parseTexts(given: unknown, options: number): QuestionTexts | undefined {
  const ask = words(field(given, 'ask'), MAX_ASK);
  const because = words(field(given, 'because'), MAX_CAPTION) ?? '';
  if (ask === undefined) return undefined;
  if (options === 0) return { ask, because };
  const list = field(given, 'options');
  if (!Array.isArray(list) || list.length !== options) return undefined;
  const read = list.map((text: unknown) => words(text, MAX_SHORT));
  return read.every((text) => text !== undefined) ? { ask, because, options: read } : undefined;
}

function parseAnswering(given: unknown): Answering | undefined {
  const kind = field(given, 'kind');
  if (kind === 'number') {
    const final = words(field(given, 'final'), MAX_SHORT);
    return { kind, ...(final === undefined ? {} : { final }) };
  }
  if (kind === 'thread') {
    const next = parseSpot(field(given, 'next'));
    return { kind, ...(next === undefined ? {} : { next }) };
  }
  const options = field(given, 'options');
  if (kind !== 'choice' || !Array.isArray(options)) return undefined;
  if (options.length < 2 || options.length > MAX_OPTIONS) return undefined;
  // Option ids are assigned here.
  return { kind, options: options.map((option: unknown, n) => parseOption(option, n)) };
}

const parseOption = (given: unknown, n: number): { id: string; holds: Holds } => ({
  id: String(n + 1),
  holds: parseHolds(field(given, 'holds')),
});

function parseHolds(given: unknown): Holds {
  const [comes, never, next] = [
    parseSpot(field(given, 'comes')),
    parseSpot(field(given, 'never')),
    parseSpot(field(given, 'next')),
  ];
  const ends = endings.find((known) => known === field(given, 'ends'));
  return {
    ...(comes === undefined ? {} : { comes }),
    ...(never === undefined ? {} : { never }),
    ...(next === undefined ? {} : { next }),
    ...(ends === undefined ? {} : { ends }),
  };
}

/** undefined for an invalid one; a spot without conditions matches any event. */
function parseSpot(given: unknown): Spot | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const spot: { -readonly [K in keyof Spot]: Spot[K] } = {};
  for (const name of ['thread', 'op', 'object'] as const) {
    const text = words(field(given, name), MAX_SHORT);
    if (text !== undefined) spot[name] = text;
  }
  // As the program wrote it.
  const text = field(given, 'text');
  if (typeof text === 'string') spot.text = text.slice(0, MAX_SHORT);
  const phase = field(given, 'phase');
  if (typeof phase === 'string' && Object.hasOwn(Phase, phase))
    spot.phase = phase as keyof typeof Phase;
  const nth = field(given, 'nth');
  if (typeof nth === 'number' && Number.isInteger(nth) && nth >= 1 && nth <= MOST_NTH)
    spot.nth = nth;
  return spot;
}

function parseSelect(given: unknown): OwnStop['select'] {
  const thread = words(field(given, 'thread'), MAX_SHORT);
  if (thread !== undefined) return { thread };
  const object = words(field(given, 'object'), MAX_SHORT);
  return object === undefined ? undefined : { object };
}

/** One text for both languages, or one for each. */
function inBoth<T>(
  given: unknown,
  parse: (text: unknown) => T | undefined,
): Record<'en' | 'zh-CN', T> | undefined {
  const one = parse(given);
  const en = one ?? parse(field(given, 'en'));
  const zh = one ?? parse(field(given, 'zh-CN'));
  return en === undefined || zh === undefined ? undefined : { en, 'zh-CN': zh };
}

/** undefined for none. */
function words(given: unknown, limit: number): string | undefined {
  const text = typeof given === 'string' ? cleanWords(given, limit) : '';
  return text === '' ? undefined : text;
}

/** An own property, not an inherited one. */
const field = (given: unknown, name: string): unknown =>
  typeof given === 'object' && given !== null && Object.hasOwn(given, name)
    ? (given as Record<string, unknown>)[name]
    : undefined;
