/** A small menu beside what was pressed: it has the focus while open, and a press outside closes it. */
import { useEffect, useRef, type RefObject } from 'react';

/**
 * The ref of its box. @param opened what it is open for: when that changes, the focus moves to its first button again
 */
export function useDismissed(
  opened: unknown,
  onClose: () => void,
): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('button')?.focus();
    const onDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && box.current?.contains(target) !== true) onClose();
    };
    document.addEventListener('pointerdown', onDown, { capture: true });
    return () => document.removeEventListener('pointerdown', onDown, { capture: true });
  }, [opened, onClose]);
  return box;
}
