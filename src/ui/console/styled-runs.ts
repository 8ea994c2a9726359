/** Terminal colours of a program's output (ECMA-48, Select Graphic Rendition: `\x1b[1;31m`). */

export interface StyledRun {
  readonly text: string;
  /** 0 … 7: black, red, green, yellow, blue, magenta, cyan, white; undefined: the page's colour. */
  readonly ink: number | undefined;
  readonly ground: number | undefined;
  readonly isStrong: boolean;
  readonly isUnderlined: boolean;
}

type Style = Omit<StyledRun, 'text'>;

const plain: Style = { ink: undefined, ground: undefined, isStrong: false, isUnderlined: false };

/** Escape sequences: a control sequence, whose last letter is its function; or a single letter. */
const [ESC, BEL] = ['\x1b', '\x07'];
const sequence = new RegExp(
  `${ESC}(?:\\[([\\d;:]*)[ -/]*([@-~])|\\][^${BEL}]*(?:${BEL}|$)|[@-Z\\\\^_])`,
  'g',
);

/** A line without its escape sequences; those that set no colours are ignored. */
export function styledRuns(line: string): StyledRun[] {
  const runs: StyledRun[] = [];
  let style = plain;
  let from = 0;
  const write = (to: number) => {
    if (to > from) runs.push({ text: line.slice(from, to), ...style });
  };
  for (const found of line.matchAll(sequence)) {
    write(found.index);
    from = found.index + found[0].length;
    if (found[2] === 'm') style = (found[1] ?? '').split(/[;:]/).reduce(styleAfter, style);
  }
  write(line.length);
  return runs;
}

function styleAfter(style: Style, word: string): Style {
  const code = Number(word);
  if (code === 0) return plain;
  if (code === 1) return { ...style, isStrong: true };
  if (code === 4) return { ...style, isUnderlined: true };
  if (code === 22) return { ...style, isStrong: false };
  if (code === 24) return { ...style, isUnderlined: false };
  if (code === 39) return { ...style, ink: undefined };
  if (code === 49) return { ...style, ground: undefined };
  const colour = code % 10;
  if (colour > 7) return style;
  const kind = code - colour;
  if (kind === 30 || kind === 90) return { ...style, ink: colour };
  return kind === 40 || kind === 100 ? { ...style, ground: colour } : style;
}
