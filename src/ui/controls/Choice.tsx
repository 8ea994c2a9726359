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

/**
 * Radio buttons styled as one segmented control. Arrow keys choose, unless the pointer has chosen: then they are the
 * page's, which would step where the reader means it, and not choose again.
 */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, describedBy, options, chosen, onChoose } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} aria-describedby={describedBy} className="choice">
      {options.map(({ value, label: text, title, disabled = false }) => (
        <label
          key={value}
          className="choice-option"
          title={title}
          onClick={({ currentTarget, detail }) => {
            if (detail > 0) setTimeout(() => currentTarget.querySelector('input')?.blur());
          }}
        >
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
