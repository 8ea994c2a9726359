/**
 * A stop being written: its fields, and the run's answer. The right answer is the run's if it can be determined; else
 * the author's.
 */
import { cleanWords } from '../base/clean-words.ts';
import { Phase, type Measure } from '../trace/format.ts';
import type { EndingKind } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import type { OwnStop } from './lesson.ts';
import { measureOf } from '../views/object-fold.ts';
import { outcomeAtEnd } from './outcome-at-end.ts';
import { canBe, MAX_ASK, MAX_CAPTION, MAX_SHORT } from './own-lesson.ts';
import { answerOf, type Answering, type Question, type QuestionTexts } from './question.ts';
import { Spotter, type Spot } from './spot.ts';

export type DraftKind = 'none' | Answering['kind'];

/** What to determine from the run. said: nothing, the answer is the author's. */
export type Check =
  | { readonly kind: 'said' }
  /** Which option is the next printed line. */
  | { readonly kind: 'printed' }
  /** Which option is the run's ending. */
  | { readonly kind: 'ends' }
  /** A final value. */
  | { readonly kind: 'final'; readonly name: string }
  /** The thread of the next step. */
  | { readonly kind: 'step' }
  /** The thread that does this next. */
  | { readonly kind: 'does'; readonly op: string; readonly object: string };

export interface Draft {
  readonly at: Spot;
  readonly select: OwnStop['select'];
  readonly caption: string;
  readonly kind: DraftKind;
  readonly ask: string;
  readonly options: readonly { readonly text: string; readonly ends: EndingKind | '' }[];
  readonly check: Check;
  /** The author's answer: for a choice the number of the option, from 1. */
  readonly said: string;
  readonly because: string;
}

const noOption = { text: '', ends: '' } as const;

export const emptyDraft = (at: Spot, select: OwnStop['select'], kind: DraftKind): Draft => ({
  at,
  select,
  caption: '',
  kind,
  ask: '',
  options: [noOption, noOption],
  check: defaultCheck(kind),
  said: '',
  because: '',
});

export const defaultCheck = (kind: DraftKind): Check => ({
  kind: kind === 'thread' ? 'step' : 'said',
});

/** What can be asked about this run for a kind of question, just after an event. */
export function checksFor(kind: DraftKind, trace: Trace, moment: number): readonly Check[] {
  const said = { kind: 'said' } as const;
  switch (kind) {
    case 'none':
      return [];
    case 'choice':
      return [
        said,
        ...(printOp(trace) === undefined ? [] : [{ kind: 'printed' } as const]),
        { kind: 'ends' },
      ];
    case 'number': {
      const finals = outcomeAtEnd(trace)?.finals ?? [];
      const numbers = finals.filter(
        ({ name, value }) => counts(trace, name) && canBe(value, { kind: 'number' }),
      );
      const names = [...new Set(numbers.map(({ name }) => name))];
      return [said, ...names.map((name) => ({ kind: 'final', name }) as const)];
    }
    case 'thread':
      return [{ kind: 'step' }, ...doneAfter(trace, moment), said];
  }
}

/** Whether it holds a number: a reader would not be asked for a free lock or a set event. */
const counts = (trace: Trace, name: string): boolean =>
  trace.objects.some(
    (details, index) => details.name === name && !states.has(measureOf(trace, index)),
  );

const states: ReadonlySet<Measure> = new Set(['hold', 'flag']);

const MOST_DONE = 12;

/** Operations after the moment, each on each object once. */
function doneAfter(trace: Trace, moment: number): Check[] {
  const found = new Map<string, Check>();
  for (let seq = moment + 1; seq < trace.length && found.size < MOST_DONE; seq++) {
    if (trace.phase(seq) !== Phase.done || trace.thread(seq) < 0) continue;
    const [op, object] = [
      trace.opName(trace.op(seq)),
      trace.objects[trace.object(seq)]?.name ?? '',
    ];
    found.set(`${op} ${object}`, { kind: 'does', op, object });
  }
  return [...found.values()];
}

/** Name of the printing operation in this trace. */
function printOp(trace: Trace): string | undefined {
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.phase(seq) === Phase.done && trace.opInfo(seq)?.writes === 'stdout')
      return trace.opName(trace.op(seq));
  }
  return undefined;
}

export function momentOfDraft({ at }: Pick<Draft, 'at'>, trace: Trace): number {
  return new Spotter(trace).find(at);
}

/** The next line that the run prints; undefined if none. */
export function nextLine(trace: Trace, moment: number): string | undefined {
  const op = printOp(trace);
  const seq = op === undefined ? -1 : new Spotter(trace).find({ op, phase: 'done' }, moment + 1);
  return seq < 0 ? undefined : trace.text(seq);
}

function answering({ kind, options, check }: Draft, trace: Trace): Answering | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'number':
      return { kind, ...(check.kind === 'final' ? { final: check.name } : {}) };
    case 'thread':
      return { kind, ...(check.kind === 'said' ? {} : { next: nextOf(check) }) };
    case 'choice': {
      const op = printOp(trace);
      const holds = (text: string, ends: EndingKind | '') => {
        if (check.kind === 'ends' && ends !== '') return { ends };
        if (check.kind !== 'printed' || op === undefined) return {};
        return { next: { op, phase: 'done' as const, text: cleanWords(text, MAX_SHORT) } };
      };
      return {
        kind,
        options: options
          .filter(({ text }) => cleanWords(text) !== '')
          .map(({ text, ends }, n) => ({ id: String(n + 1), holds: holds(text, ends) })),
      };
    }
  }
}

const nextOf = (check: Check): Spot =>
  check.kind === 'does'
    ? { op: check.op, phase: 'done', ...(check.object === '' ? {} : { object: check.object }) }
    : {};

/** The run's answer so far; undefined if not determined. */
export function toldBy(draft: Draft, trace: Trace): string | undefined {
  const by = answering(draft, trace);
  const moment = momentOfDraft(draft, trace);
  if (by === undefined || moment < 0) return undefined;
  return answerOf(questionOf(draft, by, ''), trace, moment);
}

function questionOf(draft: Draft, by: Answering, answer: string): Question {
  const options = draft.options
    .map(({ text }) => cleanWords(text, MAX_SHORT))
    .filter((text) => text !== '');
  const texts: QuestionTexts = {
    ask: cleanWords(draft.ask, MAX_ASK),
    because: cleanWords(draft.because, MAX_CAPTION),
    ...(by.kind === 'choice' ? { options } : {}),
  };
  const both = { en: texts, 'zh-CN': texts };
  return { id: 'own', params: {}, timed: false, after: draft.at, by, answer, texts: both };
}

/** Missing parts of a stop. */
export type Missing = 'words' | 'ask' | 'options' | 'answer';

export function stopOf(draft: Draft, trace: Trace): OwnStop | Missing {
  const { at, select, kind } = draft;
  const caption = cleanWords(draft.caption, MAX_CAPTION);
  const base = {
    at,
    ...(select === undefined ? {} : { select }),
    caption: { en: caption, 'zh-CN': caption },
  };
  const by = answering(draft, trace);
  if (kind === 'none' || by === undefined) return caption === '' ? 'words' : base;
  if (cleanWords(draft.ask) === '') return 'ask';
  if (by.kind === 'choice' && by.options.length < 2) return 'options';
  const answer = toldBy(draft, trace) ?? draft.said.trim();
  if (!canBe(answer, by)) return 'answer';
  return { ...base, question: questionOf(draft, by, answer) };
}

/** A draft of an existing stop, in the page's language. */
export function draftOf(stop: OwnStop, language: 'en' | 'zh-CN'): Draft {
  const { at, select, caption, question } = stop;
  const empty = emptyDraft(at, select, question?.by.kind ?? 'none');
  if (question === undefined) return { ...empty, caption: caption[language] };
  const { by, answer, texts } = question;
  const text = texts[language];
  const options =
    by.kind === 'choice'
      ? by.options.map(({ holds }, n) => ({
          text: text.options?.[n] ?? '',
          ends: holds.ends ?? ('' as const),
        }))
      : empty.options;
  const { ask, because } = text;
  return {
    ...empty,
    caption: caption[language],
    ask,
    because,
    options,
    check: checkOf(by),
    said: answer,
  };
}

function checkOf(by: Answering): Check {
  if (by.kind === 'number') {
    return by.final === undefined ? { kind: 'said' } : { kind: 'final', name: by.final };
  }
  if (by.kind === 'thread') {
    if (by.next === undefined) return { kind: 'said' };
    const { op, object = '' } = by.next;
    return op === undefined ? { kind: 'step' } : { kind: 'does', op, object };
  }
  if (by.options.some(({ holds }) => holds.next !== undefined)) return { kind: 'printed' };
  return { kind: by.options.some(({ holds }) => holds.ends !== undefined) ? 'ends' : 'said' };
}
