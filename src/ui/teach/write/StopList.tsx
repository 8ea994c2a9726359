import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react';
import type { OwnStop } from '../../../teach/lesson.ts';
import { inLanguage } from '../../../teach/lessons/list.ts';
import { setStops } from '../../../store/teach/own-lesson.ts';
import { showStop } from '../../../store/teach/touring.ts';
import { Button } from '../../controls/Button.tsx';
import { useApp } from '../../use-app.ts';
import { useTeach } from '../use-teach.ts';
import { fill, type TeachTexts } from '../words.ts';
import { placeOf } from './place-of.ts';

interface StopListProps {
  readonly texts: TeachTexts;
  readonly onEdit: (place: number) => void;
}

/** All stops, in the order of the tour. */
export function StopList({ texts, onEdit }: StopListProps) {
  const { write } = texts.panel;
  const own = useTeach((state) => state.own);
  const language = useApp((state) => state.language);
  const session = useApp((state) => state.session);
  useApp((state) => state.eventCount);
  const change = (place: number, to: number) => {
    const others = own.toSpliced(place, 1);
    setStops(to < 0 ? others : others.toSpliced(to, 0, own[place]!));
  };
  const told = ({ caption, question }: OwnStop) => {
    const asks = question && fill(write.asks, { ask: question.texts[language].ask });
    return [inLanguage(caption, language), asks].filter(Boolean).join(' — ');
  };
  if (own.length === 0) return <p className="teach-note">{write.none}</p>;
  return (
    <ol className="write-list" aria-label={write.list}>
      {own.map((stop, place) => {
        const n = place + 1;
        return (
          <li key={place} className="write-row">
            <button
              type="button"
              className="write-stop"
              title={fill(write.go, { n })}
              onClick={() => void showStop(stop)}
            >
              <span className="write-place figures">
                {placeOf(stop.at, session?.trace) ?? write.notHere}
              </span>
              <span className="write-told">{told(stop)}</span>
            </button>
            <span className="write-tools">
              <Button
                icon={<ArrowUp size={13} />}
                aria-label={fill(write.up, { n })}
                disabled={place === 0}
                onClick={() => change(place, place - 1)}
              />
              <Button
                icon={<ArrowDown size={13} />}
                aria-label={fill(write.down, { n })}
                disabled={n === own.length}
                onClick={() => change(place, place + 1)}
              />
              <Button
                icon={<Pencil size={13} />}
                aria-label={fill(write.edit, { n })}
                onClick={() => onEdit(place)}
              />
              <Button
                icon={<X size={13} />}
                aria-label={fill(write.remove, { n })}
                onClick={() => change(place, -1)}
              />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
