import type { TFunction } from 'i18next';
import type { ObjectDetails } from '../../trace/format.ts';

/** What kind of object it is: in the page's words, or in those of whoever made the trace. */
export const kindLabel = (
  t: TFunction<'stage'>,
  { kind, kindName }: Pick<ObjectDetails, 'kind' | 'kindName'>,
): string => kindName ?? t(`kind.${kind}`);
