import { useEffect, type RefObject } from 'react';

/**
 * Keeps the focus in the panel: if a pressed button disappears, the focus moves to the next action, else to what
 * replaced it. A focus outside the panel is not moved.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (element === null) return;
    let last: Element | undefined;
    const keep = () => {
      if (last === undefined || (last.isConnected && !last.matches(':disabled'))) return;
      const { activeElement } = document;
      const isLost = activeElement === document.body || activeElement === last;
      last = undefined;
      if (!isLost) return;
      const next = element.querySelector<HTMLElement>('.button-strong:enabled');
      (next ?? element.querySelector<HTMLElement>('[tabindex="-1"]') ?? element).focus();
    };
    const enter = ({ target }: FocusEvent) => {
      last = target instanceof Element && element.contains(target) ? target : undefined;
    };
    // A press on the already focused button fires no focus event.
    const leave = ({ target }: PointerEvent) => {
      if (!(target instanceof Element && element.contains(target))) last = undefined;
    };
    const observer = new MutationObserver(keep);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', enter);
    document.addEventListener('pointerdown', leave, true);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', enter);
      document.removeEventListener('pointerdown', leave, true);
    };
  }, [panel]);
}
