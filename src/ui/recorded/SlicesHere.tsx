import { useMemo } from 'react';
import type { Ms } from '../../base/units.ts';
import { slicesOf } from '../../views/find-slices.ts';
import type { CardProps } from '../inspector/card-props.ts';

/** Maximum number: several have the same bounds where one call contains nothing but another. */
const MOST = 8;

type SlicesHereProps = Pick<CardProps, 'trace' | 'world'> & {
  readonly start: Ms;
  readonly end: Ms;
};

/** The slices that a selected stretch of time is: their names, threads, and what they carry. */
export function SlicesHere({ trace, world, start, end }: SlicesHereProps) {
  const { tracks } = trace;
  const slices = useMemo(() => slicesOf(tracks, start, end, MOST), [tracks, start, end]);
  return slices.map(({ track, name, text }, i) => {
    const owner = track.thread >= 0 ? world.names.thread(track.thread) : track.name;
    return (
      <div key={i} className="card-sentence">
        <p>
          <strong>{name || '–'}</strong> · {owner}
        </p>
        {text !== '' && <p className="card-note">{text}</p>}
      </div>
    );
  });
}
