import { useEffect, type RefObject } from 'react';

/**
 * Keeps the keyboard in the panel: where the button that has the focus goes, since it was pressed, the focus goes to what
 * there is to do next, else to what has come in its place. Whoever has left the panel is left alone.
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
    // A press on the button that has the focus already brings no focus.
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
