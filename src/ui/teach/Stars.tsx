import { Star } from 'lucide-react';
import { fill, type TeachTexts } from './words.ts';

/** None to three. */
export function Stars({ count, texts }: { readonly count: number; readonly texts: TeachTexts }) {
  const { panel } = texts;
  const label = count === 0 ? panel.notYet : fill(panel.stars, { count });
  return (
    <span className="teach-stars" role="img" aria-label={label}>
      {[1, 2, 3].map((n) => (
        <Star key={n} size={12} data-lit={n <= count || undefined} aria-hidden="true" />
      ))}
    </span>
  );
}
