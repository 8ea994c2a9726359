import { useLayoutEffect, useState, type RefObject } from 'react';
import type { CssPx } from '../../base/units.ts';

/** Width of an element's content box, in whole pixels; 0 until known. */
export function useWidth(box: RefObject<HTMLElement | null>): CssPx {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    setWidth(Math.floor(element.clientWidth - padding));
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
