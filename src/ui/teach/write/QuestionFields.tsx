import { pythonSpelling } from '../../../base/python-spelling.ts';
import { useId } from 'react';
import { checksFor, momentOfDraft, toldBy, type Check } from '../../../teach/draft.ts';
import { MAX_ASK, MAX_CAPTION } from '../../../teach/own-lesson.ts';
import { useApp } from '../../use-app.ts';
import { fill, type TeachTexts } from '../words.ts';
import type { DraftFields } from './draft-fields.ts';
import { OptionFields } from './OptionFields.tsx';

/** Maximum number of threads to choose from. */
const MOST_THREADS = 1000;

/** The question, how the run confirms its answer, and the answer if the run does not determine it. */
export function QuestionFields({ draft, trace, texts, onChange }: DraftFields) {
  const { write } = texts.panel;
  const [askId, becauseId, checkId] = [useId(), useId(), useId()];
  const checks = checksFor(draft.kind, trace, momentOfDraft(draft, trace));
  // A check made on the lesson's own run is kept, even if the present run does not know it.
  const chosen = checks.findIndex((check) => isSame(check, draft.check));
  const all = chosen < 0 ? [...checks, draft.check] : checks;
  return (
    <>
      <label htmlFor={askId}>{write.question}</label>
      <input
        id={askId}
        className="write-field"
        maxLength={MAX_ASK}
        value={draft.ask}
        onChange={({ currentTarget }) => onChange({ ask: currentTarget.value })}
      />
      <div className="write-line">
        <label htmlFor={checkId}>{write.check}</label>
        <select
          id={checkId}
          className="write-field write-select"
          value={chosen < 0 ? all.length - 1 : chosen}
          onChange={({ currentTarget }) => onChange({ check: all[Number(currentTarget.value)]! })}
        >
          {all.map((check, i) => (
            <option key={i} value={i}>
              {checkText(check, write)}
            </option>
          ))}
        </select>
      </div>
      {draft.kind === 'choice' && (
        <OptionFields draft={draft} trace={trace} texts={texts} onChange={onChange} />
      )}
      <Answer draft={draft} trace={trace} texts={texts} onChange={onChange} />
      <label htmlFor={becauseId}>{write.because}</label>
      <textarea
        id={becauseId}
        className="write-field write-area"
        rows={2}
        maxLength={MAX_CAPTION}
        value={draft.because}
        onChange={({ currentTarget }) => onChange({ because: currentTarget.value })}
      />
    </>
  );
}

const isSame = (a: Check, b: Check): boolean => JSON.stringify(a) === JSON.stringify(b);

function checkText(check: Check, { checks }: TeachTexts['panel']['write']): string {
  switch (check.kind) {
    case 'final':
      return fill(checks.final, { name: check.name });
    case 'does': {
      const op = pythonSpelling(check.op);
      return fill(check.object === '' ? checks.does : checks.doesOn, { op, object: check.object });
    }
    default:
      return checks[check.kind];
  }
}

/** The run's answer; if undetermined, the author enters it. */
function Answer({ draft, trace, texts, onChange }: DraftFields) {
  const { write } = texts.panel;
  const id = useId();
  const names = useApp(({ world }) => world.names);
  const told = toldBy(draft, trace);
  if (told !== undefined) {
    const filled = draft.options.filter(({ text }) => text.trim() !== '');
    const answer = draft.kind === 'choice' ? (filled[Number(told) - 1]?.text ?? told) : told;
    return (
      <p className="write-told-by" role="status">
        {fill(write.told, { answer })}
      </p>
    );
  }
  const why = draft.check.kind === 'said' ? write.onlyYours : write.notYet;
  return (
    <>
      {draft.kind === 'number' && (
        <div className="write-line">
          <label htmlFor={id}>{write.right}</label>
          <input
            id={id}
            className="teach-number figures"
            inputMode="numeric"
            maxLength={10}
            value={draft.said}
            onChange={({ currentTarget }) => onChange({ said: currentTarget.value })}
          />
        </div>
      )}
      {draft.kind === 'thread' && (
        <div className="write-line">
          <label htmlFor={id}>{write.right}</label>
          <select
            id={id}
            className="write-field write-select"
            value={draft.said}
            onChange={({ currentTarget }) => onChange({ said: currentTarget.value })}
          >
            <option value="">…</option>
            {trace.threads.slice(0, MOST_THREADS).map((_, thread) => (
              <option key={thread} value={names.brief(thread)}>
                {names.brief(thread)}
              </option>
            ))}
          </select>
        </div>
      )}
      <p className="teach-note">{why}</p>
    </>
  );
}
