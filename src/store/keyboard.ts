/** Finds the command of a key press. Depends on elements only to decide whether they use the key themselves. */
import { app } from './app-state.ts';
import { timelineCommandFor } from '../timeline/commands.ts';
import type { Chord, Command } from './command.ts';
import { allCommands } from './commands.ts';
import { isBehind } from './players.ts';
import { currentTimeline } from './timeline-port.ts';

/** The timeline marks itself, so that keys can have another meaning in it. */
const timelineParts = '[data-scope="timeline"]';

/** Keys used by focused controls. */
const controlKeys = new Set([
  ' ',
  'Enter',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
const buttonKeys = new Set([' ', 'Enter']);
const scrollKeys = new Set(['ArrowUp', 'ArrowDown']);
const textFields =
  'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type=range], [type=checkbox], [type=radio], [type=button])';
const controls =
  'input, [role=slider], [role=separator], [role=tab], [role=radio], [role=option], [role=listbox], [role=menuitem], [role=row], [role=gridcell], [role=grid]';

/** Scrollable elements take the focus for scrolling keys. */
const scrollers = '[tabindex="0"]:not([data-scope="timeline"])';

/** Returns a function that stops listening. */
export function listenForKeys(
  target: Document,
  commands: readonly Command[] = allCommands,
): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionFor(event, commands);
    if (action === undefined) return;
    event.preventDefault();
    // A repeating key waits until earlier requests are done; a press always counts.
    if (event.repeat && isBehind()) return;
    action();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function actionFor(event: KeyboardEvent, commands: readonly Command[]): (() => void) | undefined {
  if (event.altKey) return undefined;
  // Keys typed for a dialog that is loading are no shortcuts; Escape cancels it, and the browser closes one that is there.
  if (app.getState().dialog !== 'none') {
    const isLoading = document.querySelector('dialog[open]') === null;
    return event.key === 'Escape' && isLoading ? () => app.setState({ dialog: 'none' }) : undefined;
  }
  // The browser closes popovers, wherever the focus is.
  if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return undefined;
  // The target may be only the host of a shadow tree; the path begins at the focused field in it, as in the lab's editor.
  const path = event.composedPath().filter((node) => node instanceof Element);
  const hasCtrl = event.ctrlKey || event.metaKey;
  if (isElsewhere(path, hasCtrl)) return undefined;
  if (hasCtrl) return pageAction(event, commands);
  if (usesKey(path, event.key)) return undefined;
  const isInTimeline = isWithin(path, timelineParts);
  const isSingle = event.key.length === 1 && event.key !== ' ';
  if (isSingle && !isInTimeline && !app.getState().shortcuts) return undefined;
  // The focused part comes first: arrows pan in the timeline and step elsewhere.
  const actions = [pageAction(event, commands), timelineAction(event, isInTimeline)];
  // Escape closes what was opened last, wherever the focus is.
  const isLocal = isInTimeline && event.key !== 'Escape';
  return (isLocal ? actions.toReversed() : actions).find((action) => action !== undefined);
}

function pageAction(event: KeyboardEvent, commands: readonly Command[]): (() => void) | undefined {
  const command = commands.find(({ keys }) => keys.some((chord) => matches(chord, event)));
  return command?.isEnabled() === true ? () => command.run(event.key) : undefined;
}

function timelineAction(event: KeyboardEvent, isFocused: boolean): (() => void) | undefined {
  const timeline = currentTimeline();
  const command = timelineCommandFor(event, isFocused);
  if (timeline === undefined || command === undefined) return undefined;
  return () => command.run(timeline);
}

/** From the focused element outwards. */
type Path = readonly Element[];

const isWithin = (path: Path, selector: string): boolean =>
  path.some((element) => element.matches(selector));

/** Whether keys are text, or belong to an open overlay. With Ctrl a key is no text in a single-line field. */
function isElsewhere(path: Path, hasCtrl: boolean): boolean {
  const [element] = path;
  const isText = element?.matches(textFields) === true && !(hasCtrl && element.matches('input'));
  return isText || isWithin(path, 'dialog, [popover]');
}

function usesKey(path: Path, key: string): boolean {
  if (buttonKeys.has(key) && isWithin(path, 'button, a, summary')) return true;
  if (scrollKeys.has(key) && path[0]?.matches(scrollers) === true) return true;
  return controlKeys.has(key) && isWithin(path, controls);
}

function matches(chord: Chord, event: KeyboardEvent): boolean {
  if ((chord.ctrl === true) !== (event.ctrlKey || event.metaKey)) return false;
  if (chord.shift !== undefined && chord.shift !== event.shiftKey) return false;
  return chord.key === (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}
