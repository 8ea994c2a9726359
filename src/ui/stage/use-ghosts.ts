/**
 * Motion on the stage. An element is at its new position at once, since a state may last for less than an animation; a
 * ghost of it, which is only a picture, flies there from the old position.
 */
import { useLayoutEffect, useRef, type RefObject } from 'react';

const FLIGHT_MS = 220;
/** Maximum number of simultaneous moves: more cannot be followed by eye. */
const MOST_MOVES = 6;
/** Maximum number of ghosts in flight. */
const MOST_GHOSTS = 12;

/**
 * Lets the elements inside `field` that are marked `data-glides` leave ghosts when their `transform` changes.
 * @param layer an empty element inside `field` that React leaves alone
 */
export function useGhosts(
  field: RefObject<HTMLElement | null>,
  layer: RefObject<HTMLElement | null>,
): void {
  const places = useRef<ReadonlyMap<HTMLElement, string>>(new Map());
  useLayoutEffect(() => {
    const before = places.current;
    const now = placesIn(field.current);
    places.current = now;
    const moved = [...now].filter(([thing, place]) => {
      const old = before.get(thing);
      return old !== undefined && old !== place;
    });
    if (layer.current === null || moved.length === 0 || moved.length > MOST_MOVES) return;
    if (layer.current.childElementCount + moved.length > MOST_GHOSTS) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [thing, place] of moved) {
      const ghost = ghostOf(thing);
      layer.current.append(ghost);
      const flight = ghost.animate(
        [
          { transform: before.get(thing)!, opacity: 0.7 },
          { transform: place, opacity: 0 },
        ],
        { duration: FLIGHT_MS, easing: 'ease-out' },
      );
      flight.onfinish = flight.oncancel = () => ghost.remove();
    }
  });
}

function placesIn(field: HTMLElement | null): Map<HTMLElement, string> {
  const things = field?.querySelectorAll<HTMLElement>('[data-glides]') ?? [];
  return new Map([...things].map((thing) => [thing, thing.style.transform]));
}

/** It looks the same, without name or focus. */
function ghostOf(thing: HTMLElement): HTMLElement {
  const ghost = document.createElement('span');
  ghost.className = `${thing.className} ghost`;
  for (const [name, value] of Object.entries(thing.dataset)) {
    if (name !== 'token' && name !== 'glides') ghost.dataset[name] = value;
  }
  ghost.style.width = thing.style.width;
  ghost.append(...[...thing.childNodes].map((child) => child.cloneNode(true)));
  return ghost;
}
