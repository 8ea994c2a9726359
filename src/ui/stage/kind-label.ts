import type { TFunction } from 'i18next';
import type { ObjectDetails } from '../../trace/format.ts';

/** Kind of an object: in the page's words, or in those of the trace's producer. */
export const kindLabel = (
  t: TFunction<'stage'>,
  { kind, kindName }: Pick<ObjectDetails, 'kind' | 'kindName'>,
): string => kindName ?? t(`kind.${kind}`);
