/**
 * Keyboard commands of the timeline, as data: the page lists them in its help and runs them. Titles are in `texts/`
 * under `commands`.
 */
import type { Timeline } from './timeline.ts';

/**
 * A key by its position (`code`, so that W A S D are adjacent on every layout) or by its character (`key`). No modifier
 * other than the given one may be down; shift is free if it is needed to type the key.
 */
export interface TimelineKey {
  readonly code?: string;
  readonly key?: string;
  readonly shift?: boolean;
  /** Only while the timeline has focus; elsewhere the key has another meaning. */
  readonly focused?: boolean;
}

export interface TimelineCommand {
  readonly id: string;
  readonly keys: readonly TimelineKey[];
  readonly run: (timeline: Timeline) => void;
}

/** Fraction of the view by which a press pans, and factor by which it zooms. */
const PAN = 0.2;
const ZOOM = 1.5;

export const timelineCommands: readonly TimelineCommand[] = [
  {
    id: 'zoom-in',
    keys: [{ code: 'KeyW' }, { key: '+' }, { key: '=' }],
    run: (timeline) => timeline.zoomBy(ZOOM),
  },
  {
    id: 'zoom-out',
    keys: [{ code: 'KeyS' }, { key: '-' }],
    run: (timeline) => timeline.zoomBy(1 / ZOOM),
  },
  {
    id: 'pan-left',
    keys: [{ code: 'KeyA' }, { code: 'ArrowLeft', focused: true }],
    run: (timeline) => timeline.panBy(-PAN),
  },
  {
    id: 'pan-right',
    keys: [{ code: 'KeyD' }, { code: 'ArrowRight', focused: true }],
    run: (timeline) => timeline.panBy(PAN),
  },
  { id: 'fit', keys: [{ code: 'KeyF' }], run: (timeline) => timeline.fit() },
  {
    id: 'full-range',
    keys: [{ code: 'KeyF', shift: true }],
    run: (timeline) => timeline.fitAll(),
  },
  {
    id: 'reset',
    keys: [{ key: '0' }, { code: 'Home', focused: true }],
    run: (timeline) => timeline.reset(),
  },
  {
    id: 'lanes-up',
    keys: [{ code: 'ArrowUp', focused: true }],
    run: (timeline) => timeline.scrollLanes(-2),
  },
  {
    id: 'lanes-down',
    keys: [{ code: 'ArrowDown', focused: true }],
    run: (timeline) => timeline.scrollLanes(2),
  },
  {
    id: 'lane-up',
    keys: [{ code: 'ArrowUp', shift: true, focused: true }],
    run: ({ desk }) => desk.move(-1),
  },
  {
    id: 'lane-down',
    keys: [{ code: 'ArrowDown', shift: true, focused: true }],
    run: ({ desk }) => desk.move(1),
  },
  { id: 'pin-lane', keys: [{ code: 'KeyK', focused: true }], run: ({ desk }) => desk.pin() },
  { id: 'hide-lane', keys: [{ code: 'KeyH', focused: true }], run: ({ desk }) => desk.hide() },
  { id: 'fold-process', keys: [{ code: 'KeyC', focused: true }], run: ({ desk }) => desk.fold() },
  { id: 'next-event', keys: [{ key: '.' }], run: (timeline) => timeline.stepEvent(1) },
  { id: 'previous-event', keys: [{ key: ',' }], run: (timeline) => timeline.stepEvent(-1) },
  { id: 'next-flag', keys: [{ code: 'KeyG' }], run: (timeline) => timeline.stepFlag(1) },
  {
    id: 'previous-flag',
    keys: [{ code: 'KeyG', shift: true }],
    run: (timeline) => timeline.stepFlag(-1),
  },
  { id: 'to-effect', keys: [{ key: ']' }], run: (timeline) => timeline.followArrow(1) },
  { id: 'to-cause', keys: [{ key: '[' }], run: (timeline) => timeline.followArrow(-1) },
  { id: 'clear', keys: [{ key: 'Escape' }], run: (timeline) => timeline.clearSelection() },
];

type KeyPress = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const matches = (press: KeyPress, { code, key, shift }: TimelineKey): boolean =>
  code === undefined
    ? press.key === key
    : press.code === code && press.shiftKey === (shift ?? false);

/** The command for a key press, or undefined. The page decides whether keys apply to the timeline. */
export function timelineCommandFor(press: KeyPress, focused: boolean): TimelineCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return timelineCommands.find((command) =>
    command.keys.some((key) => (focused || key.focused !== true) && matches(press, key)),
  );
}
