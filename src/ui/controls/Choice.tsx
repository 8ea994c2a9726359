import { useId } from 'react';
import './Choice.css';

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A longer description. */
  readonly title?: string;
  /** Not available now. */
  readonly disabled?: boolean;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly describedBy?: string;
  readonly options: readonly ChoiceOption<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** Radio buttons styled as one segmented control. Arrow keys choose. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, describedBy, options, chosen, onChoose } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} aria-describedby={describedBy} className="choice">
      {options.map(({ value, label: text, title, disabled = false }) => (
        <label key={value} className="choice-option" title={title}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={value === chosen}
            disabled={disabled}
            onChange={() => onChoose(value)}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}
