import type { ThreadIndex } from '../../base/units.ts';
import type { Names } from '../../views/names.ts';
import type { TokenSize } from './token-grid.ts';

/** Letters of a name for which a pill has room. */
const FITS = 15;

/**
 * What stands on a thread's token.
 * @param where 'process' where it is plain which process it belongs to.
 */
export function tokenText(
  names: Names,
  thread: ThreadIndex,
  size: TokenSize,
  where: 'anywhere' | 'process' = 'anywhere',
): string {
  const plain = names.ownThread(thread);
  if (size === 'pill' && where === 'anywhere') return names.brief(thread);
  // Of 'Thread-7 (_handle_results)' the number tells more than half of the target.
  if (size === 'pill' || size === 'tag')
    return plain.length > FITS ? plain.replace(/^(Thread-\d+) \(.+\)$/, '$1') : plain;
  const byProcess = plain === 'MainThread' && where === 'anywhere';
  return byProcess ? names.shortBrief(thread) : names.short(thread);
}
