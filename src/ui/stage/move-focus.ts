import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

/** Arrow keys move between tokens of a group, so that a hundred of them are one tab stop. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const tokens = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-token]')];
  const at = tokens.findIndex((token) => token === event.target);
  if (at < 0) return;
  const to = { next: at + 1, previous: at - 1, first: 0, last: tokens.length - 1 }[step];
  tokens[Math.min(tokens.length - 1, Math.max(0, to))]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
