import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { CssPx } from '../../base/units.ts';

interface BendingFieldProps {
  /** Minimum height: below it, the stage scrolls. */
  readonly least: CssPx;
  /** Content for a given height. */
  readonly children: (height: CssPx) => ReactNode;
}

/** The part of a figure that fills the available height: `FigureFacts.bends` if there is room. */
export function BendingField({ least, children }: BendingFieldProps) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(least);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className="field-bends" style={{ minHeight: least }}>
      {children(height)}
    </div>
  );
}
