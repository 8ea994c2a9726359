/**
 * A field that is still loading has a stand-in: an unseen text area with the focus. What is typed, pasted or composed
 * meanwhile is handed over once the field is there. Whoever moves the focus elsewhere, or presses Escape, wants it no more.
 */
import { app } from './app-state.ts';

interface StandIn {
  readonly area: HTMLTextAreaElement;
  /** What had the focus before. */
  readonly before: Element | null;
}

let standIn: StandIn | undefined;

/** To be called when a field is requested, in the same task: the next key press finds the stand-in. */
export function typeAhead(): void {
  if (standIn !== undefined) return;
  const area = document.createElement('textarea');
  area.className = 'visually-hidden';
  area.ariaLabel = document.title;
  area.addEventListener('blur', () => {
    // The window may have lost the focus, and not the area.
    if (document.activeElement !== area) remove();
  });
  area.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    takeTyped();
    app.setState({ dialog: 'none' });
  });
  standIn = { area, before: document.activeElement };
  document.body.append(area);
  area.focus({ preventScroll: true });
}

/** What was typed for the field that is there now; the focus is where it was before. An Enter is a line feed. */
export function takeTyped(): string {
  if (standIn === undefined) return '';
  const { area, before } = standIn;
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  remove();
  return area.value;
}

/**
 * Puts what was typed for a search field into it, and returns it with whether Enter followed. It stands there at once: a key
 * may be pressed before React renders the field with it, and adds to what it finds.
 */
export function putTyped(
  field: HTMLInputElement,
  typed: string,
): { readonly query: string; readonly isEntered: boolean } {
  const [query = '', ...rest] = typed.split('\n');
  field.value = query;
  return { query, isEntered: rest.length > 0 };
}

function remove(): void {
  const area = standIn?.area;
  standIn = undefined;
  area?.remove();
}
