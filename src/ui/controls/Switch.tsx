import './Switch.css';

interface SwitchProps {
  readonly id: string;
  readonly describedBy?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ id, describedBy, isOn, onChange }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      id={id}
      className="switch"
      aria-describedby={describedBy}
      checked={isOn}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
