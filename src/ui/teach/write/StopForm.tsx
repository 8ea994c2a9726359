import { Check, MapPin } from 'lucide-react';
import { useId, useState } from 'react';
import { defaultCheck, stopOf, type Draft, type DraftKind } from '../../../teach/draft.ts';
import type { OwnStop } from '../../../teach/lesson.ts';
import { MAX_CAPTION } from '../../../teach/own-lesson.ts';
import { selectedHere, spotHere } from '../../../store/teach/writing.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import { useApp } from '../../use-app.ts';
import { fill, type TeachTexts } from '../words.ts';
import { placeOf } from './place-of.ts';
import { QuestionFields } from './QuestionFields.tsx';

interface StopFormProps {
  readonly first: Draft;
  readonly texts: TeachTexts;
  readonly onKeep: (stop: OwnStop) => void;
  readonly onCancel: () => void;
}

const kinds: readonly DraftKind[] = ['none', 'choice', 'number', 'thread'];

/** Form of one stop: its position, selection and caption, and question. */
export function StopForm({ first, texts, onKeep, onCancel }: StopFormProps) {
  const { write } = texts.panel;
  const captionId = useId();
  const [draft, setDraft] = useState(first);
  const [missing, setMissing] = useState<keyof typeof write.missing>();
  const trace = useApp(({ session }) => session?.trace);
  useApp((state) => state.eventCount);
  const change = (parts: Partial<Draft>) => {
    setMissing(undefined);
    setDraft({ ...draft, ...parts });
  };
  const setKind = (kind: DraftKind) => {
    const ask = kind === 'thread' && draft.ask === '' ? write.whoAsks : draft.ask;
    change({ kind, ask, check: defaultCheck(kind), said: '' });
  };
  const keep = () => {
    if (trace === undefined) return;
    const stop = stopOf(draft, trace);
    if (typeof stop === 'string') setMissing(stop);
    else onKeep(stop);
  };
  const { select } = draft;
  const selected = select && ('thread' in select ? select.thread : select.object);
  const here = selectedHere();
  return (
    <form
      className="write-form"
      aria-label={write.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <div className="write-line">
        <span className="write-place figures">
          {fill(write.where, { place: placeOf(draft.at, trace) ?? write.notHere })}
        </span>
        <Button icon={<MapPin size={13} />} onClick={() => change({ at: spotHere() ?? draft.at })}>
          {write.move}
        </Button>
        <span>
          {selected === undefined ? write.selectNothing : fill(write.select, { name: selected })}
        </span>
        {selected !== undefined && (
          <Button onClick={() => change({ select: undefined })}>{write.dropSelection}</Button>
        )}
        {here !== undefined && JSON.stringify(here) !== JSON.stringify(select) && (
          <Button onClick={() => change({ select: here })}>{write.takeSelection}</Button>
        )}
      </div>
      <label htmlFor={captionId}>{write.caption}</label>
      <textarea
        id={captionId}
        className="write-field write-area"
        rows={2}
        maxLength={MAX_CAPTION}
        value={draft.caption}
        onChange={({ currentTarget }) => change({ caption: currentTarget.value })}
      />
      {draft.kind !== 'none' && <p className="teach-note">{write.captionHelp}</p>}
      <div className="write-line">
        <span>{write.kind}</span>
        <Choice
          label={write.kind}
          options={kinds.map((value) => ({ value, label: write.kinds[value] }))}
          chosen={draft.kind}
          onChoose={setKind}
        />
      </div>
      {draft.kind !== 'none' && trace !== undefined && (
        <QuestionFields draft={draft} trace={trace} texts={texts} onChange={change} />
      )}
      <p className="write-missing" role="alert">
        {missing !== undefined && write.missing[missing]}
      </p>
      <div className="teach-buttons">
        <Button look="strong" type="submit" icon={<Check size={14} />}>
          {write.save}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {write.cancel}
        </Button>
      </div>
    </form>
  );
}
