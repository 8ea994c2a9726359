import { useEffect, useState } from 'react';
import { app } from '../../store/app-state.ts';
import type { Session } from '../../store/session.ts';
import { nothing, type Selection } from '../../store/selection.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { explainObject } from '../../views/explain-object.ts';
import { explainThread } from '../../views/explain-thread.ts';
import type { Sentence } from '../../views/sentence.ts';
import type { World } from '../../views/state.ts';
import { useApp } from '../use-app.ts';
import { useSentence } from './use-sentence.ts';
import './Callout.css';

/** Areas in which a press is answered on the spot. The timeline has tooltips already. */
const pictures = '.page-stage, .phone-figures';
const touched = '.timeline-canvas';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly selection: Selection;
}

/** Describes what was pressed on a picture in a sentence beside it; the panel has more. Closed by the next press. */
export function Callout() {
  const [place, setPlace] = useState<Place>();
  const selection = useApp((state) => state.selection);
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const say = useSentence();
  useEffect(() => {
    const off = new AbortController();
    const { signal } = off;
    const clear = () => setPlace(undefined);
    document.addEventListener('pointerdown', clear, { signal, capture: true });
    document.addEventListener('scroll', clear, { signal, capture: true });
    // The selection is made after the page has handled the press.
    document.addEventListener(
      'pointerup',
      ({ target, clientX: x, clientY: y, pointerType }) => {
        const places = pointerType === 'touch' ? `${pictures}, ${touched}` : pictures;
        if (!(target instanceof Element) || target.closest(places) === null) return;
        const before = app.getState().selection;
        setTimeout(() => {
          const { selection: pinned } = app.getState();
          if (pinned !== before && pinned !== nothing) setPlace({ x, y, selection: pinned });
        });
      },
      { signal, capture: true },
    );
    return () => off.abort();
  }, []);
  if (place === undefined || session === undefined || place.selection !== selection) return null;
  const sentence = sentenceOf(selection, session, world);
  if (sentence === undefined) return null;
  return (
    <div
      role="status"
      className="callout"
      data-turned={place.x > window.innerWidth / 2 || undefined}
      data-above={place.y > window.innerHeight * 0.7 || undefined}
      style={{ left: place.x, top: place.y }}
    >
      {say(sentence)}
    </div>
  );
}

function sentenceOf(selection: Selection, session: Session, world: World): Sentence | undefined {
  const { trace } = session;
  switch (selection.kind) {
    case 'thread':
      return explainThread(trace, world, selection.index)[0];
    case 'object':
      return explainObject(trace, world, selection.index)[0];
    case 'event':
      return selection.seq < trace.length
        ? explainEvent(trace, world.names, selection.seq)
        : undefined;
    default:
      return undefined;
  }
}
