import { ArrowRight, LayoutGrid, Lightbulb, RotateCcw, ShieldCheck } from 'lucide-react';
import { challenges, findChallenge, type ChallengeId } from '../../teach/challenges/list.ts';
import {
  askHint,
  closeChallenge,
  isOnPage,
  openChallenge,
  prove,
} from '../../store/teach/challenging.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { Hint } from './Hint.tsx';
import { Stars } from './Stars.tsx';
import { useTeach } from './use-teach.ts';
import { verdictText } from './verdict-text.ts';
import type { TeachTexts } from './words.ts';

/** The open challenge: its goal, the available actions, its state. */
export function ChallengeCard({ texts }: { readonly texts: TeachTexts }) {
  const { panel } = texts;
  const id = useTeach((state) => state.challenge) as ChallengeId;
  const verdict = useTeach((state) => state.verdict);
  const stars = useTeach((state) => state.stars[id] ?? 0);
  const challenge = findChallenge(id)!;
  const isThere = useApp(() => isOnPage(challenge));
  const { title, goal } = texts.challenges[id];
  const next = challenges[challenges.findIndex((one) => one.id === id) + 1];
  const isWon = verdict.kind === 'won';
  const isRun = challenge.kind === 'run';
  const how = isRun ? panel.howRun : panel.howCure;
  return (
    <article className="teach-card" data-won={isWon || undefined}>
      <header className="teach-card-head">
        <h2 className="teach-title">{title}</h2>
        <Stars count={stars} texts={texts} />
      </header>
      <p className="teach-goal">{goal}</p>
      <p className="teach-verdict" role="status" data-kind={verdict.kind}>
        {isThere ? verdictText(panel, verdict, how) : panel.elsewhere}
      </p>
      <Hint texts={texts} />
      <div className="teach-buttons">
        {isWon && next !== undefined && (
          <Button
            look="strong"
            icon={<ArrowRight size={14} />}
            onClick={() => openChallenge(next.id)}
          >
            {panel.next}
          </Button>
        )}
        {isRun ? (
          <Button
            look="plain"
            icon={<Lightbulb size={14} />}
            disabled={!isThere || isWon}
            onClick={() => void askHint()}
          >
            {panel.hint}
          </Button>
        ) : (
          <Button
            look="plain"
            icon={<ShieldCheck size={14} />}
            disabled={!isThere || verdict.kind === 'proving'}
            onClick={() => void prove()}
          >
            {panel.prove}
          </Button>
        )}
        <Button look="plain" icon={<RotateCcw size={14} />} onClick={() => openChallenge(id)}>
          {panel.again}
        </Button>
        <Button look="plain" icon={<LayoutGrid size={14} />} onClick={closeChallenge}>
          {panel.all}
        </Button>
      </div>
    </article>
  );
}
