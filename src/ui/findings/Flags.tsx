import { useEffect } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CssPx, EventIndex } from '../../base/units.ts';
import type { Clause } from '../../diagnose/finding.ts';
import { say } from '../../diagnose/say.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import { app } from '../../store/app-state.ts';
import type { Session } from '../../store/session.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import { formatInstant } from '../../views/time-format.ts';
import { Button } from '../controls/Button.tsx';
import { useDismissed } from '../controls/use-dismissed.ts';
import { useApp } from '../use-app.ts';
import { useFindingTexts, useWords } from './use-findings.ts';
import { useFlags } from './use-flags.ts';
import type { FindingTexts } from './words.ts';

/** A pressed flag: its events, and its position. */
export interface FlagPress {
  /** The session of the events. */
  readonly session: Session | undefined;
  readonly events: readonly EventIndex[];
  readonly at: { readonly x: CssPx; readonly y: CssPx };
}

interface FlagsProps {
  readonly session: Session;
  readonly pressed: FlagPress | undefined;
  readonly onClose: () => void;
}

/** Maintains the flags of the timeline, and opens a pressed flag's event, or lists its events. */
export function Flags({ session, pressed: press, onClose }: FlagsProps) {
  // Another run is shown meanwhile.
  const pressed = press?.session === session ? press : undefined;
  const findings = useFlags(session);
  const texts = useFindingTexts();
  const first = pressed?.events[0];
  const isOne = pressed?.events.length === 1;
  useEffect(() => {
    if (!isOne || first === undefined) return;
    openFlag(first);
    onClose();
  }, [isOne, first, onClose]);
  if (pressed === undefined || isOne || texts === undefined) return null;
  const clauses = findings.flatMap(({ cases }) => cases.flatMap(({ says }) => says));
  return (
    <List session={session} pressed={pressed} clauses={clauses} texts={texts} onClose={onClose} />
  );
}

/** Moves the cursor just after the event, and selects it. */
function openFlag(seq: EventIndex): void {
  moveToCount(seq + 1);
  app.setState({ selection: { kind: 'event', seq } });
}

interface ListProps {
  readonly session: Session;
  readonly pressed: FlagPress;
  readonly clauses: readonly Clause[];
  readonly texts: FindingTexts;
  readonly onClose: () => void;
}

function List({ session: { trace }, pressed, clauses, texts, onClose }: ListProps) {
  const { t } = useTranslation('timeline');
  const world = useApp((state) => state.world);
  const words = useWords(world, texts);
  const box = useDismissed(pressed, onClose);
  const { events, at } = pressed;
  const spread = trace.time(events.at(-1)!) > trace.time(events[0]!);
  return (
    <div
      ref={box}
      className="lane-menu flag-menu scroll"
      role="group"
      aria-label={t('flags.title')}
      data-turned={at.x > window.innerWidth / 3 || undefined}
      style={{ left: at.x, top: at.y }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {events.map((seq) => {
        // A finding's last sentence about the event is the cause.
        const clause = clauses.findLast((one) => one.at === seq);
        return (
          <Button
            key={seq}
            onClick={() => {
              openFlag(seq);
              onClose();
            }}
          >
            <span className="figures">{formatInstant(trace.time(seq))}</span>
            <span>{clause && say(trace, clause, words)}</span>
          </Button>
        );
      })}
      {spread && (
        <Button
          look="plain"
          onClick={() => {
            currentTimeline()?.fitEvents(events);
            onClose();
          }}
        >
          {t('flags.zoom')}
        </Button>
      )}
    </div>
  );
}
