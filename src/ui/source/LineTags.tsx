import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import type { ThreadState } from '../../views/state.ts';
import { conditionOf, type Condition } from '../../views/condition.ts';
import { toneOf } from '../stage/thread-tone.ts';
import { NameText } from '../controls/NameText.tsx';
import { spokenName } from '../controls/spoken-name.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { useApp } from '../use-app.ts';

/** Maximum number of threads on a line that are named; more are counted. */
const MOST_NAMES = 2;

interface LineTagsProps {
  readonly line: number;
  readonly threads: readonly ThreadState[];
}

/** Threads on a line, in the colours of their states. */
export function LineTags({ line, threads }: LineTagsProps) {
  const groups =
    threads.length <= MOST_NAMES ? threads.map((thread) => [thread]) : byCondition(threads);
  return (
    <span className="source-tags">
      {groups.map((group) => (
        <Tag key={group[0]?.index} line={line} threads={group} />
      ))}
    </span>
  );
}

/** One thread by its name, or several in one state by their number. Pressing it selects the first of them. */
function Tag({ line, threads }: LineTagsProps) {
  const { t } = useTranslation(['ui', 'stage', 'views']);
  const names = useApp(({ world }) => world.names);
  const isSelected = useApp(
    ({ selection }) =>
      selection.kind === 'thread' && threads.some(({ index }) => index === selection.index),
  );
  const [first] = threads;
  if (first === undefined) return null;
  const condition = conditionOf(first);
  const text = threads.length === 1 ? names.brief(first.index) : String(threads.length);
  const label = t('source.threadAt', {
    thread: threads.map(({ index }) => names.thread(index)).join(', '),
    line,
    state: t(`views:condition.${condition}`),
  });
  return (
    <button
      type="button"
      className="source-tag tone"
      data-tone={toneOf(condition)}
      data-condition={condition}
      aria-pressed={isSelected}
      aria-label={spokenName(label, text)}
      title={label}
      onClick={() => app.setState({ selection: { kind: 'thread', index: first.index } })}
    >
      <ToneIcon condition={condition} size={10} />
      <span className="figures">
        <NameText name={text} />
      </span>
    </button>
  );
}

function byCondition(threads: readonly ThreadState[]): ThreadState[][] {
  const groups = new Map<Condition, ThreadState[]>();
  for (const thread of threads) {
    const condition = conditionOf(thread);
    const group = groups.get(condition);
    if (group === undefined) groups.set(condition, [thread]);
    else group.push(thread);
  }
  return [...groups.values()];
}
