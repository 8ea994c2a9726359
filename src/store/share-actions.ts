/** Creates links from the state. Loaded with the dialog. */
import { encodeCode } from '../share/code/code-text.ts';
import { encodeLink } from '../share/encode.ts';
import { defaultLink, type Link } from '../share/link.ts';
import type { Program } from '../engines/program.ts';
import type { CarriedSteps } from '../engines/step-run.ts';
import { app } from './app-state.ts';
import { linkContext } from './link-actions.ts';
import { LAUNCHER, own, programOf } from './own-program.ts';
import { player } from './players.ts';
import { timelineView } from './timeline-port.ts';

/** Maximum length of a run in a link that browsers and messengers accept. */
export const LINK_LIMIT = 8000;

/** scenario: with its settings. view: the page's view. run: the exact steps. */
export const linkKinds = ['scenario', 'view', 'run'] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface LinkParts {
  readonly theme: boolean;
  readonly language: boolean;
  /** All steps of a run, even if too long for a link. */
  readonly isWhole?: boolean;
}

type LinkValue = Omit<Link, 'opensItself'>;

/** The link of a kind for the page's present state. */
export interface LinkOfNow {
  readonly value: LinkValue;
  /** How much of a run it contains. */
  readonly steps: CarriedSteps | undefined;
}

/** Room in a link besides a lesson. */
const roomForRun = (): number =>
  Math.max(0, LINK_LIMIT - (app.getState().words.lesson?.length ?? 0));

/** undefined if no link can express it: for a recording, or a Python program's run in real time. */
export function linkOfNow(kind: LinkKind, limit = roomForRun()): LinkOfNow | undefined {
  const { mode, program, seed, speed, theme, language, cursor, transportWish, axis, exploring } =
    app.getState();
  if (mode === 'recorded') return undefined;
  const carried = carriedProgram(program);
  if (carried === undefined) return undefined;
  const { learn, comparing } = app.getState();
  const compare = comparing ? ('cure' as const) : undefined;
  const id = carried.kind === 'scenario' ? carried.id : '';
  const table = linkContext().scenarios.get(id) ?? {};
  const plain = { ...defaultLink(id, table), program: carried, seed, mode, learn, compare };
  const run = player()?.link(limit);
  const scheduler = run?.strategy ?? 'random';
  if (kind === 'scenario') return { value: { ...plain, scheduler }, steps: undefined };
  if (kind === 'run' && run === undefined) return undefined;
  const value = {
    ...plain,
    speed,
    theme,
    language,
    view: timelineView(),
    cursor: mode === 'live' && cursor.kind === 'past' ? cursor.time : undefined,
    transport: transportWish,
    scheduler,
    clock: run?.timed === false ? ('untimed' as const) : ('timed' as const),
    axis: mode === 'step' && !comparing ? axis : ('time' as const),
    explore: exploring,
  };
  if (kind === 'view' || run === undefined) return { value, steps: undefined };
  const { run: text, version, step, ending } = run;
  return { value: { ...value, run: text, version, step, ending }, steps: run };
}

/** undefined if it is too large for a link. */
export function carriedProgram(program: Program): Link['program'] | undefined {
  if (program.kind === 'trace') return undefined;
  if (program.kind === 'scenario') return program;
  // While it is edited, the written text counts, not what ran last.
  const state = own.getState();
  const { files, grain } = state.isEditing ? programOf(state) : program;
  const text = encodeCode(files.filter(({ path }) => path !== LAUNCHER));
  return text === undefined ? undefined : { kind: 'code', text, grain };
}

/** The fragment, without the `#`. */
export function fragmentFor(value: LinkValue, { theme, language }: LinkParts): string {
  const state = app.getState();
  return encodeLink(
    {
      ...value,
      theme: theme ? state.theme : undefined,
      language: language ? state.language : undefined,
    },
    linkContext(),
  );
}

/** The fragment for the page's present state; undefined if the program is too large for a link. */
export function currentFragment(
  parts: LinkParts,
  words = app.getState().words,
): string | undefined {
  const limit = parts.isWhole === true ? Infinity : roomForRun();
  const found = linkOfNow('run', limit) ?? linkOfNow('view');
  return found === undefined ? undefined : fragmentFor({ ...found.value, ...words }, parts);
}
