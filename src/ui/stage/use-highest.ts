import { useLayoutEffect, type RefObject } from 'react';

/**
 * An element that grew does not shrink again, so that what lies below it does not jump with each item that comes and goes.
 * It may once `run` or `what` is another; where that is undefined, at any time.
 */
export function useHighest(
  box: RefObject<HTMLElement | null>,
  run: object,
  what: string | undefined,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || what === undefined) return undefined;
    let most = 0;
    const observer = new ResizeObserver(() => {
      const { offsetHeight } = element;
      if (offsetHeight <= most) return;
      most = offsetHeight;
      element.style.minHeight = `${most}px`;
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      element.style.minHeight = '';
    };
  }, [box, run, what]);
}
