import type { KeyboardEvent } from 'react';

/** Arrow keys move from the search field into the list, along it, and back. */
export function walkEntries(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .gallery-entry')];
  const at = stops.findIndex((stop) => stop === event.target);
  const next = at < 0 ? undefined : stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  next.focus();
  event.preventDefault();
  event.stopPropagation();
}
