import { ArrowLeft, ArrowRight, LayoutGrid } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Lesson } from '../../teach/lesson.ts';
import { inLanguage, lessonIds, loadLesson } from '../../teach/lessons/list.ts';
import { goToStop, leaveTour } from '../../store/teach/touring.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** The tours, or the stop that the reader is at. */
export function Lessons({ texts }: { readonly texts: TeachTexts }) {
  const [lessons, setLessons] = useState<readonly Lesson[]>([]);
  const language = useApp((state) => state.language);
  const tour = useTeach((state) => state.tour);
  useEffect(() => {
    let isCurrent = true;
    void Promise.all(lessonIds.map(loadLesson)).then((all) => isCurrent && setLessons(all));
    return () => {
      isCurrent = false;
    };
  }, []);
  const lesson = lessons.find(({ id }) => id === tour?.id);
  if (lesson !== undefined) return <TourCard lesson={lesson} texts={texts} />;
  return (
    <>
      <p className="teach-note">{texts.panel.lessons}</p>
      <ul className="teach-list">
        {lessons.map(({ id, title, stops }, n) => (
          <li key={id}>
            <button
              type="button"
              className="teach-item"
              onClick={() => void goToStop(lessonIds[n]!, 0)}
            >
              <span>{inLanguage(title, language)}</span>
              <span className="teach-faint figures">{stops.length}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function TourCard({ lesson, texts }: { readonly lesson: Lesson; readonly texts: TeachTexts }) {
  const { panel } = texts;
  const language = useApp((state) => state.language);
  const tour = useTeach((state) => state.tour)!;
  const all = lesson.stops.length;
  const stop = lesson.stops[tour.stop]!;
  return (
    <article className="teach-card">
      <header className="teach-card-head">
        <h2 className="teach-title">{inLanguage(lesson.title, language)}</h2>
        <span className="teach-faint figures">
          {tour.isOnTheWay ? panel.onTheWay : fill(panel.stop, { n: tour.stop + 1, all })}
        </span>
      </header>
      <p className="teach-goal" role="status">
        {inLanguage(stop.caption, language)}
      </p>
      <div className="teach-buttons">
        <Button
          look="plain"
          icon={<ArrowLeft size={14} />}
          disabled={tour.stop === 0}
          onClick={() => void goToStop(tour.id, tour.stop - 1)}
        >
          {panel.back}
        </Button>
        {tour.stop + 1 < all && (
          <Button
            look="strong"
            icon={<ArrowRight size={14} />}
            onClick={() => void goToStop(tour.id, tour.stop + 1)}
          >
            {panel.forward}
          </Button>
        )}
        <Button look="plain" icon={<LayoutGrid size={14} />} onClick={leaveTour}>
          {panel.leave}
        </Button>
      </div>
    </article>
  );
}
