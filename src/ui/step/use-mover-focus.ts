import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { attachMovers } from '../../store/mover-port.ts';

/**
 * Keyboard navigation in the list of threads that has the ref. The focus stays in the list: if the focused thread is
 * gone after a step, it moves to the first remaining one.
 */
export function useMoverFocus(): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const isWalked = useRef(false);
  useEffect(() => {
    const note = ({ target }: Event) => {
      const here = list.current;
      isWalked.current =
        target instanceof Element &&
        here?.contains(target) === true &&
        target.matches(':focus-visible');
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    const detach = attachMovers({
      walk: (by) => walk(list.current, by),
      aimed: () => threadOf(document.activeElement, list.current),
    });
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
      detach();
    };
  }, []);
  useLayoutEffect(() => {
    if (isWalked.current && document.activeElement === document.body) walk(list.current, 1);
  });
  return list;
}

function walk(list: HTMLElement | null, by: 1 | -1): void {
  const buttons = [...(list?.querySelectorAll<HTMLElement>('button[data-thread]') ?? [])];
  const place = buttons.findIndex((button) => button === document.activeElement);
  const next = place < 0 ? (by === 1 ? 0 : -1) : (place + by) % buttons.length;
  buttons.at(next)?.focus();
}

function threadOf(focused: Element | null, list: HTMLElement | null): number | undefined {
  const row = list?.contains(focused) === true ? focused?.closest('li') : undefined;
  const thread = row?.querySelector<HTMLElement>('[data-thread]')?.dataset['thread'];
  return thread === undefined ? undefined : Number(thread);
}
