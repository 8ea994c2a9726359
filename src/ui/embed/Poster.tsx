import { ExternalLink, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { shownTheme } from '../../store/shown-theme.ts';
import { Brand } from '../page/Brand.tsx';
import { useGallery } from '../gallery/use-gallery.ts';
import { useApp } from '../use-app.ts';

interface PosterProps {
  readonly scenario: string;
  /** Fragment of the link to start. */
  readonly fragment: string;
  readonly onStart: () => void;
}

/** Before the start: description, a picture of a run, and the button. Nothing runs, and there is no Worker. */
export function Poster({ scenario, fragment, onStart }: PosterProps) {
  const { title, summary } = useGallery()[scenario] ?? {};
  const theme = useApp(shownTheme);
  const [hasPicture, setHasPicture] = useState(true);
  const variant = theme === 'dark' ? '.dark' : '';
  return (
    <main className="poster">
      {hasPicture && (
        <img
          className="poster-picture"
          src={`./posters/${scenario}${variant}.svg`}
          alt=""
          onError={() => setHasPicture(false)}
        />
      )}
      <PosterCard title={title} summary={summary} fragment={fragment} onStart={onStart} />
    </main>
  );
}

interface PosterCardProps {
  /** Undefined until loaded. */
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly fragment: string;
  /** Undefined if it cannot run here. */
  readonly onStart: (() => void) | undefined;
}

/** Title, start button, and the link to the whole page. */
export function PosterCard({ title, summary, fragment, onStart }: PosterCardProps) {
  const { t } = useTranslation('embed');
  return (
    <div className="poster-card">
      <h1 className="poster-title">{title ?? '\u00a0'}</h1>
      <p className="poster-summary">{summary ?? '\u00a0'}</p>
      <div className="poster-row">
        <button
          type="button"
          className="button button-strong poster-run"
          disabled={onStart === undefined}
          onClick={onStart}
        >
          <Play size={18} aria-hidden="true" />
          {t('run')}
        </button>
        <a className="embed-open" href={`./${fragment}`} target="_blank" rel="noopener">
          <ExternalLink size={14} aria-hidden="true" />
          {t('open')}
        </a>
        <span className="poster-brand">
          <Brand />
        </span>
      </div>
    </div>
  );
}
