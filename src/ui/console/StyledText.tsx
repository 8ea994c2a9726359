import { styledRuns } from './styled-runs.ts';
import './StyledText.css';

/** A line with the colours that the program asks a terminal for. */
export function StyledText({ line }: { readonly line: string }) {
  return styledRuns(line).map(({ text, ink, ground, isStrong, isUnderlined }, n) => (
    <span
      key={n}
      className="styled"
      data-ink={ink}
      data-ground={ground}
      data-strong={isStrong || undefined}
      data-underlined={isUnderlined || undefined}
    >
      {text}
    </span>
  ));
}
