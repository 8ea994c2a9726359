import { CornerDownLeft, Keyboard } from 'lucide-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from '../use-translation.ts';
import { TYPED_LIMIT } from '../../base/typed-line.ts';
import type { ObjectIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { typeLine } from '../../store/run-actions.ts';
import { select } from '../page/select.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { isReadAt, promptAt, readersOf } from './prompt.ts';
import './Terminals.css';

/** Maximum number of fields. */
const MOST = 50;

/**
 * A field for every terminal that is read, while the program runs. Terminals with waiting threads stand out. Unsent
 * text is kept, wherever the cursor goes.
 */
export function Terminals() {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const isStopped = useApp(({ status, cursor }) => status === 'ended' && cursor.kind === 'live');
  if (session === undefined) return null;
  const { trace } = session;
  const isOver = isStopped || world.processes[0]?.exitCode !== undefined;
  return (
    <div className="terminals">
      {terminalsOf(trace).map(([index, path]) => (
        <Terminal
          key={index}
          index={index}
          path={path}
          isOver={isOver}
          isRead={isReadAt(session, world, index)}
          readers={readersOf(trace, world, index)}
          prompt={promptAt(session.console, world, index)}
        />
      ))}
    </div>
  );
}

/** With their paths. */
function terminalsOf({ objects }: Trace): (readonly [ObjectIndex, string])[] {
  const found: (readonly [ObjectIndex, string])[] = [];
  for (const [index, { kind, name }] of objects.entries())
    if (kind === 'terminal' && found.length < MOST) found.push([index, name]);
  return found;
}

interface TerminalProps {
  readonly index: ObjectIndex;
  readonly path: string;
  readonly isOver: boolean;
  /** Whether typed lines are read. */
  readonly isRead: boolean;
  /** Names of the threads that wait for a line. */
  readonly readers: readonly string[];
  readonly prompt: string;
}

function Terminal({ index, path, isOver, isRead, readers, prompt }: TerminalProps) {
  const { t } = useTranslation();
  const [line, setLine] = useState('');
  const isAwaited = readers.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    typeLine(index, line);
    setLine('');
  };
  const endInput = () => typeLine(index, null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'd' || !event.ctrlKey || line !== '') return;
    event.preventDefault();
    endInput();
  };
  if (isOver || (!isRead && line === '')) return null;
  return (
    <form className="terminal" data-awaited={isAwaited || undefined} onSubmit={submit}>
      <button
        type="button"
        className="terminal-name"
        title={isAwaited ? t('terminal.awaited', { threads: readers.join(', ') }) : path}
        onClick={() => select({ kind: 'object', index })}
      >
        <Keyboard size={14} aria-hidden="true" />
        <span>{isAwaited ? readers.join(', ') : path}</span>
      </button>
      <label className="terminal-line">
        {prompt !== '' && <span className="terminal-prompt">{prompt}</span>}
        <input
          type="text"
          aria-label={t('terminal.line', { terminal: path })}
          placeholder={isAwaited ? t('terminal.hint') : undefined}
          value={line}
          maxLength={TYPED_LIMIT}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setLine(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <Button
        type="submit"
        icon={<CornerDownLeft size={14} aria-hidden="true" />}
        aria-label={t('terminal.enter', { terminal: path })}
        title={t('terminal.enter', { terminal: path })}
      />
      <Button
        className="terminal-end"
        title={t('terminal.end', { terminal: path })}
        aria-label={t('terminal.end', { terminal: path })}
        onClick={endInput}
      >
        Ctrl+D
      </Button>
    </form>
  );
}
