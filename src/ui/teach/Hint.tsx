import type { ReachStep } from '../../explore/report.ts';
import { useShownLine } from '../source/use-shown-line.ts';
import { useApp } from '../use-app.ts';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** How far it is to the goal, and whose turn it is. */
export function Hint({ texts }: { readonly texts: TeachTexts }) {
  const { hints } = texts.panel;
  const hint = useTeach((state) => state.hint);
  const names = useApp(({ world }) => world.names);
  const threads = useApp(({ world }) => world.threads);
  const movers = useApp((state) => state.movers);
  const lineOf = useShownLine();
  if (hint === undefined) return null;
  const what = ({ op, on, line }: ReachStep) => {
    const shown = lineOf(line, 0) ?? String(line);
    const named = op.replaceAll('-', '_');
    return fill(on === '' ? hints.whatAlone : hints.what, { op: named, on, line: shown });
  };
  const turn = (text: string, step: ReachStep) => {
    const name = names.brief(step.by);
    return fill(text, { thread: name === '?' ? step.thread : name, what: what(step) });
  };
  // It has begun to wait for another, who only has to go on for that: a thread that is just starting.
  const before = ({ by }: ReachStep) => {
    const other = threads[by]?.blockedBy ?? -1;
    if (movers.includes(by) || !movers.includes(other)) return [];
    return [fill(hints.before, { thread: names.brief(by), other: names.brief(other) })];
  };
  const sentences = () => {
    if (hint === 'asked') return [hints.asked];
    if (hint.kind !== 'found') return [hints[hint.kind]];
    const { switches, first, later } = hint;
    if (first === undefined) return [hints.over];
    const few = [hints.away_zero, hints.away_one][switches];
    const away = few ?? fill(hints.away, { count: switches });
    return [
      away,
      ...before(first),
      turn(hints.first, first),
      ...(later ? [turn(hints.later, later)] : []),
    ];
  };
  return (
    <p className="teach-hint" role="status">
      {sentences().join(' ')}
    </p>
  );
}
