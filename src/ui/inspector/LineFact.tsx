import { useTranslation } from '../use-translation.ts';
import { useShownLine } from '../source/use-shown-line.ts';
import { Fact } from './Facts.tsx';

/** A line of the program, numbered as in the open listing; renders nothing if that listing does not contain it. */
export function LineFact({ line, source }: { readonly line: number; readonly source: number }) {
  const { t } = useTranslation('inspector');
  const shown = useShownLine()(line, source);
  return shown === undefined ? null : <Fact name={t('thread.line')}>{shown}</Fact>;
}
