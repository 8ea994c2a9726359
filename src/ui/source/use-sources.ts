import { useEffect, useState } from 'react';
import type { Program } from '../../engines/program.ts';
import { loadListings } from '../../scenarios/listings.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { isSameProgram } from '../../store/program.ts';
import { useApp } from '../use-app.ts';
import { sourcesOfFiles, sourcesOfScenario, sourcesOfTrace, type Source } from './sources.ts';

interface Loaded {
  readonly program: Program;
  readonly sources: readonly Source[];
}

/** The open program's sources; undefined until loaded. */
export function useSources(): readonly Source[] | undefined {
  const program = useApp((state) => state.program);
  const [loaded, setLoaded] = useState<Loaded>();
  // A scenario's sources do not depend on its params.
  const isThere = loaded !== undefined && isSameProgram(loaded.program, program);
  useEffect(() => {
    // While the page opens there may be no program yet.
    const isNone = program.kind === 'scenario' && program.id === '';
    if (isThere || isNone) return undefined;
    let isCurrent = true;
    loadSources(program).then(
      (sources) => isCurrent && setLoaded({ program, sources }),
      (error: unknown) => isCurrent && notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [program, isThere]);
  return isThere ? loaded.sources : undefined;
}

export async function loadSources(program: Program): Promise<readonly Source[]> {
  switch (program.kind) {
    case 'scenario':
      return sourcesOfScenario(await loadListings(program.id));
    case 'files':
      return sourcesOfFiles(program.files, (await import('../lab/coloured.ts')).coloured);
    case 'trace':
      return sourcesOfTrace(program.trace.sources);
  }
}
