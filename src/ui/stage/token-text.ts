import type { ThreadIndex } from '../../base/units.ts';
import type { Names } from '../../views/names.ts';
import type { TokenSize } from './token-grid.ts';

/** Maximum number of characters of a name in a pill. */
const FITS = 15;

/**
 * Text on a thread's token.
 * @param where 'process' if its process is clear from the context.
 */
export function tokenText(
  names: Names,
  thread: ThreadIndex,
  size: TokenSize,
  where: 'anywhere' | 'process' = 'anywhere',
): string {
  const plain = names.ownThread(thread);
  if (size === 'pill' && where === 'anywhere') return names.brief(thread);
  // In 'Thread-7 (_handle_results)' the number is more significant than half of the target.
  if (size === 'pill' || size === 'tag')
    return plain.length > FITS ? plain.replace(/^(Thread-\d+) \(.+\)$/, '$1') : plain;
  const byProcess = plain === 'MainThread' && where === 'anywhere';
  return byProcess ? names.shortBrief(thread) : names.short(thread);
}
