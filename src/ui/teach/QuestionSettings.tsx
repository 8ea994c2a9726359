import { Play } from 'lucide-react';
import { beginOwn, setAskMe } from '../../store/teach/asking.ts';
import { openScenario, play, whenStarted } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { useApp } from '../use-app.ts';
import { useTeach } from './use-teach.ts';
import { fill, type TeachTexts } from './words.ts';

/** Whether questions are asked, and which exist. */
export function QuestionSettings({ texts }: { readonly texts: TeachTexts }) {
  const { panel } = texts;
  const askMe = useTeach((state) => state.askMe);
  const count = useTeach((state) => state.questions);
  const elsewhere = useTeach((state) => state.elsewhere);
  const own = useTeach(({ own: stops }) => stops.filter(({ question }) => question).length);
  const program = useApp((state) => state.program);
  const options = (['off', 'step', 'always'] as const).map((value) => ({
    value,
    label: panel.askMeOptions[value],
  }));
  const begin = async () => {
    if (own > 0) {
      beginOwn();
      return;
    }
    if (program.kind !== 'scenario') return;
    const given = count > 0 ? program.params : elsewhere;
    const start = { run: undefined, version: undefined, step: undefined };
    openScenario(program.id, {
      ...(given === undefined ? {} : { params: given }),
      mode: 'step',
      steps: { ...start, strategy: 'random', timed: true },
    });
    await whenStarted();
    play();
  };
  const some = count === 1 ? panel.questionsHere_one : fill(panel.questionsHere, { count });
  const others = elsewhere === undefined ? panel.questionsNone : panel.questionsOther;
  const here = count > 0 ? some : others;
  const came = own === 1 ? panel.questionsOwn_one : fill(panel.questionsOwn, { count: own });
  return (
    <div className="teach-settings">
      <Choice label={panel.askMe} options={options} chosen={askMe} onChoose={setAskMe} />
      <p className="teach-note">
        {panel.askMeHelp} {own > 0 ? came : here}
      </p>
      <Button
        look="plain"
        icon={<Play size={14} />}
        disabled={(own + count === 0 && elsewhere === undefined) || askMe === 'off'}
        onClick={() => void begin()}
      >
        {panel.play}
      </Button>
    </div>
  );
}
