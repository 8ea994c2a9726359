import { useEffect, useState } from 'react';
import { scenarios } from '../../scenarios/registry.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { messageOf, notify } from '../../store/notices.ts';

/** The scenarios that a query finds, best first; all of them until the search is there. */
export function useFound(query: string): readonly Scenario[] {
  const [found, setFound] = useState(scenarios);
  useEffect(() => {
    if (query.trim() === '') return undefined;
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
