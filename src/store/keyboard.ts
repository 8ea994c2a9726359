/** Which command a key press means, if any. Knows of elements only what it must: whether they use the key themselves. */
import { app } from './app-state.ts';
import { timelineCommandFor } from '../timeline/commands.ts';
import type { Chord, Command } from './command.ts';
import { allCommands } from './commands.ts';
import { player } from './players.ts';
import { currentTimeline } from './timeline-port.ts';

/** The timeline marks itself, so that keys can mean something else in it. */
const timelineParts = '[data-scope="timeline"]';

/** Keys that a focused control needs for itself. */
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

/** What can be scrolled takes the focus for it. */
const scrollers = '[tabindex="0"]:not([data-scope="timeline"])';

/** Returns what stops listening. */
export function listenForKeys(
  target: Document,
  commands: readonly Command[] = allCommands,
): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionFor(event, commands);
    if (action === undefined) return;
    event.preventDefault();
    // A key that is held down asks for more only once all is done; a press always counts.
    if (event.repeat && player()?.isBehind() === true) return;
    action();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function actionFor(event: KeyboardEvent, commands: readonly Command[]): (() => void) | undefined {
  if (event.altKey) return undefined;
  // What is typed for a dialog that is still on its way is no shortcut.
  if (app.getState().dialog !== 'none') return undefined;
  // The browser closes what lies over the page, wherever the focus is.
  if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return undefined;
  const element = event.target instanceof Element ? event.target : undefined;
  const hasCtrl = event.ctrlKey || event.metaKey;
  if (element !== undefined && isElsewhere(element, hasCtrl)) return undefined;
  if (hasCtrl) return pageAction(event, commands);
  if (usesKey(element, event.key)) return undefined;
  const isInTimeline = element !== undefined && element.closest(timelineParts) !== null;
  const isSingle = event.key.length === 1 && event.key !== ' ';
  if (isSingle && !isInTimeline && !app.getState().shortcuts) return undefined;
  // What the focus is in comes first: the arrows pan in the timeline and step elsewhere.
  const actions = [pageAction(event, commands), timelineAction(event, isInTimeline)];
  // Escape lets go of what was opened last, wherever the focus is.
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

/** Where keys are text, or belong to something that is open over the page. With Ctrl a key is no text in a field of one line. */
function isElsewhere(element: Element, hasCtrl: boolean): boolean {
  const isText = element.matches(textFields) && !(hasCtrl && element.matches('input'));
  return isText || element.closest('dialog, [popover]') !== null;
}

function usesKey(element: Element | undefined, key: string): boolean {
  if (element === undefined) return false;
  if (element.closest('button, a, summary') !== null && buttonKeys.has(key)) return true;
  if (element.matches(scrollers) && scrollKeys.has(key)) return true;
  return element.closest(controls) !== null && controlKeys.has(key);
}

function matches(chord: Chord, event: KeyboardEvent): boolean {
  if ((chord.ctrl === true) !== (event.ctrlKey || event.metaKey)) return false;
  if (chord.shift !== undefined && chord.shift !== event.shiftKey) return false;
  return chord.key === (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}
