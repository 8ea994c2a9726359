import type { TFunction } from 'i18next';
import { CircleX, Info, Keyboard } from 'lucide-react';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import { player } from '../../store/players.ts';
import { scenarioOf } from '../../store/program.ts';
import type { Session } from '../../store/session.ts';
import { readLost } from '../../trace/lost-report.ts';
import type { ConsoleLine } from '../../views/console.ts';
import type { Names } from '../../views/names.ts';
import { formatInstant } from '../../views/time-format.ts';
import { useApp } from '../use-app.ts';
import { NameText } from '../controls/NameText.tsx';
import { later } from '../controls/later.tsx';
import './ConsolePanel.css';

/** Maximum number of lines rendered: as many as can all be new in every frame, and for a reader who has scrolled back. */
const SHOWN_LINES = { following: 100, back: 400 };
/** How near the bottom counts as reading the newest lines, in CSS pixels. */
const NEAR_BOTTOM = 24;

const StyledText = later(async () => (await import('./StyledText.tsx')).StyledText);
const Terminals = later(async () => (await import('./Terminals.tsx')).Terminals);

/** What was printed, and a field for each terminal at which the reader can type. */
export function ConsolePanel() {
  // Live, other tabs are at the terminals of a program that works with them.
  const isTaken = useApp(
    ({ program, mode }) => mode === 'live' && scenarioOf(program)?.tabs !== undefined,
  );
  const { t } = useTranslation(['ui', 'recorded']);
  const canType = useApp(() => player()?.canType !== false);
  const hasTerminal = useApp(({ session }) =>
    session?.trace.objects.some(({ kind }) => kind === 'terminal'),
  );
  return (
    <div className="console-panel">
      <Log />
      {hasTerminal === true && !canType && <p className="console-note">{t('recorded:noTyping')}</p>}
      {hasTerminal === true && canType && !isTaken && <Terminals />}
    </div>
  );
}

function Log() {
  const { t } = useTranslation();
  const session = useApp((state) => state.session);
  const names = useApp(({ world }) => world.names);
  const total = useApp(({ session: shown, world }) => shown?.console.countAt(world.count) ?? 0);
  const list = useRef<HTMLDivElement>(null);
  /** Whether the newest lines are read. */
  const [isFollowing, setFollowing] = useState(true);
  /** From the top of what is in view to the end of the list, in CSS pixels. */
  const toEnd = useRef(0);
  useLayoutEffect(() => {
    if (isFollowing && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [total, session, isFollowing]);
  // Whoever scrolls back gets more lines before those in view, which stay where they are.
  useLayoutEffect(() => {
    if (!isFollowing && list.current !== null)
      list.current.scrollTop = list.current.scrollHeight - toEnd.current;
  }, [isFollowing]);
  const watchScroll = () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = list.current ?? {};
    toEnd.current = scrollHeight - scrollTop;
    setFollowing(toEnd.current - clientHeight <= NEAR_BOTTOM);
  };
  const first = Math.max(0, total - (isFollowing ? SHOWN_LINES.following : SHOWN_LINES.back));
  return (
    <div
      ref={list}
      className="console scroll"
      role="log"
      aria-label={t('page.console')}
      aria-live="off"
      tabIndex={0}
      onScroll={watchScroll}
    >
      {first > 0 && <p className="console-earlier">{t('console.earlier', { count: first })}</p>}
      {session?.console.lines.slice(first, total).map((line) => (
        <Line key={line.seq} {...{ line, session, names, t }} />
      ))}
      {total === 0 && <p className="empty">{t('console.empty')}</p>}
    </div>
  );
}

/** Names and texts come from the list: hundreds of lines may be new in every frame. */
interface LineProps {
  readonly line: ConsoleLine;
  readonly session: Session;
  readonly names: Names;
  readonly t: TFunction;
}

const Line = memo(function Line({ line, session, names, t }: LineProps) {
  const { seq, stream } = line;
  const time = formatInstant(line.time);
  const goTo = () => {
    app.setState({ selection: { kind: 'event', seq } });
    moveToCount(seq + 1);
  };
  return (
    <div className="console-line" data-stream={stream} data-joins={line.joins || undefined}>
      <button
        type="button"
        className="console-time figures"
        title={t('console.goTo', { time })}
        onClick={goTo}
      >
        {time}
      </button>
      <Writer {...{ line, session, names, t }} />
      {stream === 'stderr' && <CircleX size={13} aria-label={t('console.error')} />}
      {stream === 'stdin' && <Keyboard size={13} aria-hidden="true" />}
      {stream === 'system' && <Info size={13} aria-hidden="true" />}
      <span className="console-text">
        {line.text.includes('\x1b') ? <StyledText line={line.text} /> : textOf(line, names, t)}
      </span>
    </div>
  );
});

function textOf(
  { stream, text, isLost, process }: ConsoleLine,
  names: Names,
  t: TFunction,
): string {
  if (isLost) {
    const lost = readLost(text);
    return lost.kind === 'hung'
      ? t('console.hung', { seconds: lost.seconds })
      : t('console.died', { report: lost.report });
  }
  if (stream !== 'system') return text;
  return process >= 0
    ? t('console.exit', { process: names.process(process), code: text })
    : t('console.stopped', { text });
}

/** The thread that printed it, or the terminal where it was typed. */
function Writer({ line, session: { trace }, names, t }: LineProps) {
  const { seq, stream, thread } = line;
  if (stream === 'stdin') {
    const terminal = names.object(trace.object(seq));
    return (
      <span className="console-thread" title={t('console.typed', { terminal })}>
        {terminal}
      </span>
    );
  }
  if (thread < 0) return <span className="console-thread" />;
  return (
    <span className="console-thread" title={names.thread(thread)}>
      <NameText name={names.brief(thread)} />
    </span>
  );
}
