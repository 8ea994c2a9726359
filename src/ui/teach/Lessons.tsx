import { ArrowLeft, ArrowRight, LayoutGrid } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Lesson, OwnStop } from '../../teach/lesson.ts';
import { inLanguage, lessonIds, loadLesson } from '../../teach/lessons/list.ts';
import { own } from '../../store/own-program.ts';
import { isTour } from '../../store/teach/own-lesson.ts';
import { goToStop, leaveTour } from '../../store/teach/touring.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** The list of tours, or the present stop. */
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
  const ownStops = useTeach((state) => state.own);
  const problem = useTeach((state) => state.ownProblem);
  const given = useApp(({ words }) => words.title);
  const isOwnTour = isTour(ownStops);
  const ownTitle = given ?? texts.panel.ownTour;
  const lesson = lessons.find(({ id }) => id === tour?.id);
  if (tour?.id === 'own') return <TourCard title={ownTitle} stops={ownStops} texts={texts} />;
  if (lesson !== undefined) {
    return (
      <TourCard title={inLanguage(lesson.title, language)} stops={lesson.stops} texts={texts} />
    );
  }
  return (
    <>
      {problem !== undefined && (
        <p className="teach-note" role="alert">
          {texts.panel.ownProblems[problem]}
        </p>
      )}
      <p className="teach-note">{texts.panel.lessons}</p>
      <ul className="teach-list">
        {isOwnTour && (
          <li>
            <button
              type="button"
              className="teach-item"
              data-own
              onClick={() => void goToStop('own', 0)}
            >
              <span>{ownTitle}</span>
              <span className="teach-faint figures">{ownStops.length}</span>
            </button>
          </li>
        )}
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

interface TourCardProps {
  readonly title: string;
  readonly stops: readonly Pick<OwnStop, 'caption'>[];
  readonly texts: TeachTexts;
}

function TourCard({ title, stops, texts }: TourCardProps) {
  const { panel } = texts;
  const language = useApp((state) => state.language);
  const tour = useTeach((state) => state.tour)!;
  const why = useMissing();
  const all = stops.length;
  const stop = stops[tour.stop];
  const where = { n: tour.stop + 1, all };
  return (
    <article className="teach-card">
      <header className="teach-card-head">
        <h2 className="teach-title">{title}</h2>
        <span className="teach-faint figures">
          {tour.arrival === 'on-the-way' ? panel.onTheWay : fill(panel.stop, where)}
        </span>
      </header>
      <p className="teach-goal" role="status">
        {stop !== undefined && inLanguage(stop.caption, language)}
      </p>
      {tour.arrival === 'missing' && <p className="teach-note">{panel.stopMissing[why]}</p>}
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

/** Why a stop is not shown: the program has not been run, its engine is loading, or the run has not come so far. */
function useMissing(): 'notRun' | 'loading' | 'ahead' {
  const isOwn = useApp(({ program }) => program.kind === 'files');
  const hasRun = useApp(({ session }) => session !== undefined);
  const isStarting = useStore(own, (state) => state.isStarting);
  const isEditing = useStore(own, (state) => state.isEditing);
  if (!isOwn) return 'ahead';
  if (isStarting) return 'loading';
  return isEditing || !hasRun ? 'notRun' : 'ahead';
}
