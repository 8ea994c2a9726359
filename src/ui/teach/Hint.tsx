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
  const sentences = () => {
    if (hint === 'asked') return [hints.asked];
    if (hint.kind !== 'found') return [hints[hint.kind]];
    const { switches, first, later } = hint;
    if (first === undefined) return [hints.over];
    const few = [hints.away_zero, hints.away_one][switches];
    const away = few ?? fill(hints.away, { count: switches });
    return [away, turn(hints.first, first), ...(later ? [turn(hints.later, later)] : [])];
  };
  return (
    <p className="teach-hint" role="status">
      {sentences().join(' ')}
    </p>
  );
}
