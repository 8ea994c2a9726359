/** Which command a key press means, if any. Knows of elements only what it must: whether they use the key themselves. */
import { app } from './app-state.ts';
import type { Chord, Command } from './command.ts';
import { allCommands } from './commands.ts';

/** Elements that mark a part of the page say so: `data-scope="timeline"`. */
const scopeAttribute = 'data-scope';

/** Keys that a focused control needs for itself. */
const controlKeys = new Set([
  ' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown',
]); // prettier-ignore
const buttonKeys = new Set([' ', 'Enter']);
const textFields =
  'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type=range], [type=checkbox], [type=radio], [type=button])';
const controls =
  'input, [role=slider], [role=separator], [role=tab], [role=radio], [role=option], [role=listbox], [role=menuitem], [role=row], [role=gridcell], [role=grid]';

/** Returns what stops listening. */
export function listenForKeys(target: Document): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = commandFor(event);
    if (command === undefined || !command.isEnabled()) return;
    event.preventDefault();
    command.run();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

function commandFor(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const element = event.target instanceof Element ? event.target : undefined;
  if (element?.matches(textFields) === true) return undefined;
  if (element !== undefined && element.closest('dialog, [popover]') !== null) return undefined;
  if (event.key.length === 1 && event.key !== ' ' && !app.getState().shortcuts) return undefined;
  if (usesKey(element, event.key)) return undefined;
  const scope = element?.closest(`[${scopeAttribute}]`)?.getAttribute(scopeAttribute);
  return allCommands.find(
    (command) =>
      (command.scope === 'page' || scope !== 'timeline' || event.key === ' ') &&
      command.keys.some((chord) => matches(chord, event)),
  );
}

function usesKey(element: Element | undefined, key: string): boolean {
  if (element === undefined) return false;
  if (element.closest('button, a, summary') !== null && buttonKeys.has(key)) return true;
  return element.closest(controls) !== null && controlKeys.has(key);
}

function matches(chord: Chord, event: KeyboardEvent): boolean {
  if (chord.shift !== undefined && chord.shift !== event.shiftKey) return false;
  return chord.key === (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}
