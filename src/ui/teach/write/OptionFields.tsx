import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { momentOfDraft, nextLine, toldBy, type Draft } from '../../../teach/draft.ts';
import { MAX_OPTIONS, MAX_SHORT } from '../../../teach/own-lesson.ts';
import type { EndingKind } from '../../../trace/outcome.ts';
import { Button } from '../../controls/Button.tsx';
import { fill } from '../words.ts';
import type { DraftFields } from './draft-fields.ts';

type Option = Draft['options'][number];

const endings: readonly (EndingKind | '')[] = ['', 'finished', 'deadlock', 'exception', 'input'];

/** The options of a choice. */
export function OptionFields({ draft, trace, texts, onChange }: DraftFields) {
  const { write } = texts.panel;
  const name = useId();
  const { options, check, said } = draft;
  const isTold = toldBy(draft, trace) !== undefined;
  const line = check.kind === 'printed' ? nextLine(trace, momentOfDraft(draft, trace)) : undefined;
  const put = (n: number, parts: Partial<Option>) =>
    onChange({ options: options.with(n, { ...options[n]!, ...parts }) });
  // The answer counts filled-in options only.
  const placeOf = (n: number) =>
    String(options.slice(0, n + 1).filter(({ text }) => text.trim() !== '').length);
  return (
    <div className="write-options" role="group" aria-label={write.kinds.choice}>
      {options.map(({ text, ends }, n) => (
        <div key={n} className="write-line">
          {!isTold && (
            <input
              type="radio"
              name={name}
              aria-label={fill(write.rightOption, { n: n + 1 })}
              title={fill(write.rightOption, { n: n + 1 })}
              disabled={text.trim() === ''}
              checked={text.trim() !== '' && said === placeOf(n)}
              onChange={() => onChange({ said: placeOf(n) })}
            />
          )}
          <input
            className="write-field"
            aria-label={fill(write.option, { n: n + 1 })}
            placeholder={fill(write.option, { n: n + 1 })}
            maxLength={MAX_SHORT}
            value={text}
            onChange={({ currentTarget }) => put(n, { text: currentTarget.value })}
          />
          {check.kind === 'ends' && (
            <select
              className="write-field write-select"
              aria-label={fill(write.ends, { n: n + 1 })}
              value={ends}
              onChange={({ currentTarget }) =>
                put(n, { ends: endings.find((known) => known === currentTarget.value) ?? '' })
              }
            >
              {endings.map((ending) => (
                <option key={ending} value={ending}>
                  {write.endings[ending === '' ? 'any' : ending]}
                </option>
              ))}
            </select>
          )}
          <Button
            icon={<X size={13} />}
            aria-label={fill(write.removeOption, { n: n + 1 })}
            disabled={options.length <= 2}
            onClick={() => onChange({ options: options.toSpliced(n, 1), said: '' })}
          />
        </div>
      ))}
      <div className="write-line">
        <Button
          look="plain"
          icon={<Plus size={13} />}
          disabled={options.length >= MAX_OPTIONS}
          onClick={() => onChange({ options: [...options, { text: '', ends: '' }] })}
        >
          {write.addOption}
        </Button>
        {line !== undefined && !isTold && (
          <>
            <span className="teach-note">{fill(write.toldLine, { line })}</span>
            <Button look="plain" onClick={() => onChange({ options: withLine(options, line) })}>
              {write.takeLine}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** Into the first empty field, else a new one, else the last. */
function withLine(options: readonly Option[], line: string): readonly Option[] {
  const text = line.slice(0, MAX_SHORT);
  const empty = options.findIndex((option) => option.text.trim() === '');
  if (empty >= 0) return options.with(empty, { text, ends: '' });
  if (options.length < MAX_OPTIONS) return [...options, { text, ends: '' }];
  return options.with(options.length - 1, { text, ends: '' });
}
