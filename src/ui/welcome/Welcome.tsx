import { ArrowLeft, ArrowRight, Footprints, Waypoints, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { openScenario, stepThrough, toggleExploring } from '../../store/run-actions.ts';
import { closeWelcome, showWelcome } from '../../store/welcome.ts';
import { Button } from '../controls/Button.tsx';
import { useApp, useMedia } from '../use-app.ts';
import { placeOf, stopsHere } from './stops.ts';
import './Welcome.css';

/** What a first visit is told, in a strip above the panels; on its stops it goes round them. */
export function Welcome() {
  const { t } = useTranslation('welcome');
  const at = useApp(({ welcome }) => welcome) ?? 0;
  return (
    <section className="welcome" aria-label={t('label')} aria-live="polite">
      {at === 0 ? <Beginning /> : <AtStop at={at} />}
      <Button
        className="welcome-close"
        icon={<X size={16} />}
        aria-label={t('close')}
        title={t('close')}
        onClick={closeWelcome}
      />
    </section>
  );
}

function Beginning() {
  const { t } = useTranslation('welcome');
  return (
    <>
      <p className="welcome-what">{t('what')}</p>
      <div className="welcome-actions">
        <span className="caption">{t('try')}</span>
        <Try name={t('step')} help={t('stepHelp')} icon={<Footprints size={15} />} onTry={step} />
        <Try name={t('deadlock')} help={t('deadlockHelp')} onTry={watchDeadlock} />
        <Try
          name={t('explore')}
          help={t('exploreHelp')}
          icon={<Waypoints size={15} />}
          onTry={findEndings}
        />
        <Button look="strong" onClick={() => showWelcome(1)}>
          {t('begin')}
        </Button>
      </div>
    </>
  );
}

interface TryProps {
  readonly name: string;
  readonly help: string;
  readonly icon?: ReactNode;
  readonly onTry: () => void;
}

function Try({ name, help, icon, onTry }: TryProps) {
  return (
    <Button look="plain" icon={icon} title={help} onClick={onTry}>
      {name}
    </Button>
  );
}

/** An exploration that was open is about what was on the page before. */
const closeExploring = () => {
  if (app.getState().exploring !== undefined) toggleExploring();
};

function step(): void {
  if (app.getState().mode === 'live') stepThrough();
}

function watchDeadlock(): void {
  closeExploring();
  openScenario('dining-philosophers', { mode: 'live' });
}

function findEndings(): void {
  openScenario('opposite-locks', { mode: 'step' });
  if (app.getState().exploring === undefined) toggleExploring();
}

function AtStop({ at }: { readonly at: number }) {
  const { t } = useTranslation(['welcome', 'timeline']);
  const hand = useMedia('(pointer: coarse)') ? 'touch' : 'mouse';
  const stops = stopsHere();
  const stop = stops[Math.min(at, stops.length) - 1];
  useEffect(() => {
    const place = stop && placeOf(stop);
    if (!(place instanceof HTMLElement)) return undefined;
    place.setAttribute('data-toured', '');
    place.scrollIntoView({ block: 'nearest' });
    return () => place.removeAttribute('data-toured');
  }, [stop]);
  if (stop === undefined) return null;
  const isLast = at >= stops.length;
  return (
    <>
      <p className="welcome-what">
        <span className="welcome-count figures">{t('at', { at, count: stops.length })}</span>
        <strong>{t(`stops.${stop.id}.title`)}</strong>{' '}
        {t(`stops.${stop.id}.text`, { gestures: t(`timeline:gestures.short.${hand}`) })}
      </p>
      <div className="welcome-actions">
        <Button look="plain" icon={<ArrowLeft size={15} />} onClick={() => showWelcome(at - 1)}>
          {t('back')}
        </Button>
        <Button
          look="strong"
          icon={isLast ? undefined : <ArrowRight size={15} />}
          onClick={() => (isLast ? closeWelcome() : showWelcome(at + 1))}
        >
          {t(isLast ? 'done' : 'next')}
        </Button>
      </div>
    </>
  );
}
