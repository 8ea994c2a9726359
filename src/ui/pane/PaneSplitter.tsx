import { useTranslation } from '../use-translation.ts';
import { layoutRange, type LayoutPart } from '../../store/layout.ts';
import { resize } from '../../store/preferences.ts';
import { Splitter } from '../controls/Splitter.tsx';

interface PaneSplitterProps {
  readonly of: LayoutPart;
  /** Whether the resized part is before (above, left of) or after it. */
  readonly part: 'before' | 'after';
}

/** The line that resizes a part of the page. */
export function PaneSplitter({ of, part }: PaneSplitterProps) {
  const { t } = useTranslation();
  return (
    <Splitter
      label={t(`resize.${of}`)}
      axis={of.endsWith('Width') ? 'x' : 'y'}
      {...layoutRange[of]}
      part={part}
      onResize={(wanted) => resize(of, wanted)}
    />
  );
}
