export type Lamp = 'red' | 'yellow' | 'green' | 'dark';

/** The lamp named by a variable's value; Python prints a string in quotes. */
export function lampOf(text: string): Lamp {
  const value = text.replaceAll(/['"]/g, '');
  return value === 'red' || value === 'yellow' || value === 'green' ? value : 'dark';
}

const lamps = ['red', 'yellow', 'green'] as const;

/** The traffic light: a housing and three lamps, one of them lit. Position and colour are redundant. */
export function LightDrawing({ lamp, label }: { lamp: Lamp; label: string }) {
  return (
    <svg
      className="light"
      width="44"
      height="104"
      viewBox="0 0 44 104"
      role="img"
      aria-label={label}
    >
      <rect className="light-housing" x="0.5" y="0.5" width="43" height="103" rx="10" />
      {lamps.map((colour, i) => (
        <g key={colour} className="lamp" data-lamp={colour} data-lit={colour === lamp || undefined}>
          <circle className="lamp-glow" cx="22" cy={20 + 32 * i} r="16" />
          <circle className="lamp-glass" cx="22" cy={20 + 32 * i} r="11.5" />
          <path className="lamp-shine" d={`M14.5 ${16.5 + 32 * i}a8.5 8.5 0 0 1 8-5`} />
        </g>
      ))}
    </svg>
  );
}
