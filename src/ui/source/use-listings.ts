import { useEffect, useState } from 'react';
import { loadListings, type Listings } from '../../scenarios/texts.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { useApp } from '../use-app.ts';

interface Loaded {
  readonly id: string;
  readonly listings: Listings;
}

/** The open scenario's listings; undefined until they are there. */
export function useListings(): Listings | undefined {
  const id = useApp((state) => state.scenario);
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let isCurrent = true;
    loadListings(id).then(
      (listings) => isCurrent && setLoaded({ id, listings }),
      (error: unknown) => notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return loaded?.id === id ? loaded.listings : undefined;
}
