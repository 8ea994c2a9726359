import { pythonSpelling } from '../../base/python-spelling.ts';
import { StepForward } from 'lucide-react';
import type { ReachStep, ReachTurn } from '../../explore/report.ts';
import { followHint } from '../../store/teach/challenging.ts';
import { stepperOf, waitsIn } from '../../teach/turn.ts';
import { Button } from '../controls/Button.tsx';
import { useShownLine } from '../source/use-shown-line.ts';
import { useApp } from '../use-app.ts';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** Distance to the goal, the thread whose turn it is, and a button that takes the turn. */
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
    const named = pythonSpelling(op);
    return fill(on === '' ? hints.whatAlone : hints.what, { op: named, on, line: shown });
  };
  const turn = (text: string, step: ReachStep) => {
    const name = names.brief(step.by);
    return fill(text, { thread: name === '?' ? step.thread : name, what: what(step) });
  };
  // It waits for a thread that is just starting, or for what happens once no thread can move.
  const before = (present: ReachTurn) => {
    const { by } = present.first;
    const other = stepperOf(present, movers, waitsIn(threads));
    if (other === undefined || other === by) return [];
    return [fill(hints.before, { thread: names.brief(by), other: names.brief(other) })];
  };
  const sentences = () => {
    if (hint === 'asked') return [hints.asked];
    if (hint.kind !== 'found') return [hints[hint.kind]];
    const { switches, turns } = hint;
    const [present, later] = turns;
    if (present === undefined) return [hints.over];
    const few = [hints.away_zero, hints.away_one][switches];
    const away = few ?? fill(hints.away, { count: switches });
    return [
      away,
      ...before(present),
      turn(hints.first, present.last),
      ...(later ? [turn(hints.later, later.first)] : []),
    ];
  };
  return (
    <div className="teach-hint">
      <p role="status">{sentences().join(' ')}</p>
      {hint !== 'asked' && hint.kind === 'found' && (
        <Button look="plain" icon={<StepForward size={14} />} onClick={() => void followHint()}>
          {hint.turns.length > 0 ? hints.follow : hints.finish}
        </Button>
      )}
    </div>
  );
}
