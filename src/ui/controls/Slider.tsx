import './Slider.css';

interface SliderProps {
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** The value as text, if the number alone is meaningless. */
  readonly text?: string;
  readonly className?: string;
  readonly onChange: (value: number) => void;
}

export function Slider(props: SliderProps) {
  const { id, label, describedBy, value, min, max, step = 1, text, className, onChange } = props;
  const filled = max > min ? (value - min) / (max - min) : 0;
  return (
    <input
      type="range"
      id={id}
      className={`slider ${className ?? ''}`}
      style={{ '--filled': filled }}
      aria-label={label}
      aria-describedby={describedBy}
      aria-valuetext={text}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
