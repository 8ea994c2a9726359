import { useEffect, useState } from 'react';
import type { Scenario } from '../../scenarios/scenario.ts';
import { messageOf, notify } from '../../store/notices.ts';

/** The scenarios that match a query, best first; undefined without a query, and until the search is loaded. */
export function useFound(query: string): readonly Scenario[] | undefined {
  const [found, setFound] = useState<readonly Scenario[]>();
  useEffect(() => {
    if (query.trim() === '') {
      setFound(undefined);
      return undefined;
    }
    let isCurrent = true;
    import('../../scenarios/search.ts').then(
      ({ searchScenarios }) => isCurrent && setFound(searchScenarios(query)),
      (error: unknown) => notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [query]);
  return found;
}
