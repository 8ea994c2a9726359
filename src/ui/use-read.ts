import { useEffect, useReducer } from 'react';
import type { Ms } from '../base/units.ts';
import type { InTurns } from '../views/in-turns.ts';

const TURN_MS: Ms = 8;

/**
 * Whether `reading` covers the first `count` events. What is new in a frame it always does; a long run that has just come on
 * the page is read in turns, a frame each, and whoever uses this renders again until it is there.
 */
export function useRead(reading: InTurns, count: number): boolean {
  const end = performance.now() + TURN_MS;
  const isRead = reading.advance(count, () => performance.now() >= end);
  const [, goOn] = useReducer((turns: number) => turns + 1, 0);
  useEffect(() => {
    if (isRead) return undefined;
    const request = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(request);
  });
  return isRead;
}
