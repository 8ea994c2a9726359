/**
 * What moves on the stage. A thing stands at its new place at once, since a state may last for less than a flight; a ghost
 * of it flies there from the old place, and is nothing but a picture.
 */
import { useLayoutEffect, useRef, type RefObject } from 'react';

const FLIGHT_MS = 220;
/** Where more things move at once, nobody follows one of them. */
const MOST_MOVES = 6;
/** Flights that are not over yet. */
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

/** Looks like it, and is nothing else: neither named nor reached. */
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
