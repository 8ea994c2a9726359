import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { useApp } from '../use-app.ts';

/** Below the smallest the figures are unreadable: then the stage scrolls. Texts stay legible: `Stage.css`. */
const ZOOMS = [1, 0.95, 0.9, 0.82, 0.77] as const;

/**
 * How much smaller the figures are drawn, so that all of them are in sight where the stage is low. They do not grow again before
 * `run`, `what` or the room on the page is another: what comes and goes would have them jump. Where `what` is undefined they
 * stay as they are.
 */
export function useZoom(
  stage: RefObject<HTMLElement | null>,
  columns: RefObject<HTMLElement | null>,
  run: object,
  what: string | undefined,
): number {
  const key = `${useRoom()} ${what ?? ''}`;
  const isOff = what === undefined;
  const [chosen, setChosen] = useState({ run, key, step: 0 });
  const step = chosen.run === run && chosen.key === key ? chosen.step : 0;
  useLayoutEffect(() => {
    const [box, inside] = [stage.current, columns.current];
    if (box === null || inside === null || isOff || step === ZOOMS.length - 1) return undefined;
    const observer = new ResizeObserver(() => {
      const { scrollHeight, clientHeight } = box;
      if (scrollHeight > clientHeight + 1)
        setChosen({ run, key, step: stepAfter(step, clientHeight / scrollHeight) });
    });
    observer.observe(box);
    observer.observe(inside);
    return () => observer.disconnect();
  }, [stage, columns, run, key, isOff, step]);
  return ZOOMS[step]!;
}

/**
 * The next smaller step at which what fills the stage may fit into `share` of its height. It takes its area at most, as rows
 * of smaller figures hold more of them; each step tried has the browser lay out the whole stage.
 */
function stepAfter(step: number, share: number): number {
  const smallest = ZOOMS.length - 1;
  const fits = (zoom: number) => (zoom / ZOOMS[step]!) ** 2 <= share;
  return ZOOMS.findIndex((zoom, n) => n > step && (n === smallest || fits(zoom)));
}

/** Key of everything that limits the stage's height. */
function useRoom(): string {
  const height = useSyncExternalStore(onResize, () => innerHeight);
  const panels = useApp(({ mode, exploring, teaching, welcome, layout }) =>
    JSON.stringify([
      mode,
      exploring !== undefined,
      teaching !== undefined,
      welcome !== undefined,
      layout,
    ]),
  );
  return `${height} ${panels}`;
}

function onResize(changed: () => void): () => void {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
}
