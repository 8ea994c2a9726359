/**
 * Entries of the palette for a query: commands, scenarios, threads, objects, lines and events, each with its action.
 */
import { wordsFound } from '../../base/word-search.ts';
import type { EventIndex } from '../../base/units.ts';
import { app } from '../../store/app-state.ts';
import type { Command } from '../../store/command.ts';
import { allCommands } from '../../store/commands.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import { openScenario } from '../../store/run-actions.ts';
import type { Session } from '../../store/session.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import { searchScenarios } from '../../scenarios/search.ts';
import { isInner } from '../../trace/format.ts';
import { slicesWith } from '../../views/find-slices.ts';
import type { World } from '../../views/state.ts';
import { formatInstant } from '../../views/time-format.ts';
import type { Source } from '../source/sources.ts';

export const groups = ['command', 'scenario', 'thread', 'object', 'line', 'event'] as const;
export type Group = (typeof groups)[number];

export interface Entry {
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  /** Text at its end: keys, a line number, an instant. */
  readonly note?: string | undefined;
  readonly choose: () => void;
}

/** Texts that the palette takes from the page. */
export interface PaletteWords {
  readonly command: (command: Command) => { readonly label: string; readonly keys: string };
  readonly scenario: (id: string) => string;
  readonly event: (seq: EventIndex) => string;
  readonly time: (seq: EventIndex) => string;
}

/** Maximum number of entries per group, so that each group is visible. */
const MOST = 7;
/** Maximum number of events examined per query, for a fast answer. */
const MOST_EVENTS = 200_000;
/** For the first so many, sentences are formatted as well, so that their words are found. */
const MOST_SAID = 2000;

/** Commands on the focused element, or on the palette itself. */
const ownUse: readonly string[] = [
  'letThread',
  'nextThread',
  'previousThread',
  'clearSelection',
  'palette',
];

export function entriesFor(
  query: string,
  world: World,
  session: Session | undefined,
  source: Source | undefined,
  words: PaletteWords,
): Entry[] {
  return [
    ...commandEntries(query, words),
    ...(query.trim() === '' ? [] : scenarioEntries(query, words)),
    ...(session === undefined ? [] : stateEntries(query, world, session)),
    ...(session === undefined || query.trim() === ''
      ? []
      : [
          ...lineEntries(query, session, source),
          ...eventEntries(query, world, session, words),
          ...sliceEntries(query, session),
        ]),
  ];
}

function commandEntries(query: string, words: PaletteWords): Entry[] {
  return allCommands
    .filter(({ id, isEnabled }) => !ownUse.includes(id) && isEnabled())
    .map((command) => ({ command, ...words.command(command) }))
    .filter(({ label }) => wordsFound(query, [label]) !== undefined)
    .map(({ command, label, keys }) => ({
      id: command.id,
      group: 'command',
      label,
      note: keys,
      choose: () => command.run(),
    }));
}

const scenarioEntries = (query: string, words: PaletteWords): Entry[] =>
  searchScenarios(query)
    .slice(0, MOST)
    .map(({ id }) => ({
      id,
      group: 'scenario',
      label: words.scenario(id),
      choose: () => openScenario(id),
    }));

function stateEntries(
  query: string,
  { names, threads, objects }: World,
  session: Session,
): Entry[] {
  const { trace } = session;
  const found = (name: string) => wordsFound(query, [name]) !== undefined;
  const ofThreads = threads
    .map(({ index }) => ({ index, name: names.thread(index) }))
    .filter(({ name }) => found(name));
  const ofObjects = objects
    .map((_, index) => ({
      index,
      name: names.object(index),
      kind: trace.objects[index]?.kind ?? '',
    }))
    .filter(({ index, name, kind }) => !isInner(trace.objects[index]!) && found(`${name} ${kind}`));
  return [
    ...ofThreads.slice(0, MOST).map(({ index, name }): Entry => ({
      id: `thread ${index}`,
      group: 'thread',
      label: name,
      choose: () => app.setState({ selection: { kind: 'thread', index } }),
    })),
    ...ofObjects.slice(0, MOST).map(({ index, name, kind }): Entry => ({
      id: `object ${index}`,
      group: 'object',
      label: name,
      note: kind,
      choose: () => app.setState({ selection: { kind: 'object', index } }),
    })),
  ];
}

/** Number of searchable events: while a question is open, those that do not answer it. */
const known = ({ length }: Session['trace']): number =>
  Math.min(length, MOST_EVENTS, app.getState().curtain ?? Infinity);

/** Lines of the open listing; choosing one goes to the first event there. */
function lineEntries(query: string, { trace }: Session, source: Source | undefined): Entry[] {
  if (source === undefined) return [];
  const firstAt = new Map<number, EventIndex>();
  for (let seq = 0; seq < known(trace); seq++) {
    const line = source.lineOf(trace.line(seq));
    if (line !== undefined && !firstAt.has(line)) firstAt.set(line, seq);
  }
  return source.listing.lines
    .map((runs, i) => ({
      line: i + 1,
      text: runs
        .map(([text]) => text)
        .join('')
        .trim(),
    }))
    .filter(({ line, text }) => firstAt.has(line) && wordsFound(query, [text]) !== undefined)
    .slice(0, MOST)
    .map(({ line, text }) => ({
      id: `line ${line}`,
      group: 'line',
      label: text,
      note: String(line),
      choose: () => goTo(firstAt.get(line)!),
    }));
}

function eventEntries(
  query: string,
  { names }: World,
  { trace }: Session,
  words: PaletteWords,
): Entry[] {
  const found: Entry[] = [];
  const end = known(trace);
  for (let seq = 0; seq < end && found.length < MOST; seq++) {
    const op = trace.op(seq) < 0 ? '' : trace.opName(trace.op(seq));
    const object = trace.object(seq) < 0 ? '' : names.object(trace.object(seq));
    const told = `${names.thread(trace.thread(seq))} ${op} ${object} ${trace.text(seq)}`;
    const said = seq < MOST_SAID ? words.event(seq) : '';
    if (wordsFound(query, [`${told} ${said}`]) === undefined) continue;
    found.push({
      id: `event ${seq}`,
      group: 'event',
      label: words.event(seq),
      note: words.time(seq),
      choose: () => goTo(seq),
    });
  }
  return found;
}

/** Slices of a recording by name and by what they carry, among the events; choosing one goes to its stretch of time. */
function sliceEntries(query: string, { trace }: Session): Entry[] {
  // While a question is open, they might answer it.
  if (app.getState().curtain !== undefined) return [];
  const matches = (told: string) => wordsFound(query, [told]) !== undefined;
  return slicesWith(trace.tracks, matches, MOST).map(({ start, end, name, text }, i) => ({
    id: `slice ${i}`,
    group: 'event',
    label: text === '' ? name : `${name} · ${text}`,
    note: formatInstant(start),
    choose: () => {
      currentTimeline()?.showStretch(start, end);
      app.setState({ selection: { kind: 'range', start, end } });
    },
  }));
}

/** Moves the cursor just after an event, and selects it. */
function goTo(seq: EventIndex): void {
  moveToCount(seq + 1);
  app.setState({ selection: { kind: 'event', seq } });
}
