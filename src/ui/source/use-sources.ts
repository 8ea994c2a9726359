import { useEffect, useReducer } from 'react';
import type { Program } from '../../engines/program.ts';
import { loadListings } from '../../scenarios/listings.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { isSameProgram } from '../../store/program.ts';
import { useApp } from '../use-app.ts';
import { sourcesOfFiles, sourcesOfScenario, sourcesOfTrace, type Source } from './sources.ts';

interface Kept {
  readonly program: Program;
  readonly loading: Promise<readonly Source[]>;
  sources?: readonly Source[];
}

/** Of the program that was asked for last: every line number on the page asks for those of its program. */
let kept: Kept | undefined;

const keptOf = (program: Program): Kept | undefined =>
  kept !== undefined && haveSameTexts(kept.program, program) ? kept : undefined;

/** A scenario's do not depend on its params, nor those of the user's own program on its run. */
function haveSameTexts(a: Program, b: Program): boolean {
  if (a.kind !== 'files' || b.kind !== 'files') return isSameProgram(a, b);
  return (
    a.files.length === b.files.length &&
    a.files.every(({ path, text }, n) => path === b.files[n]?.path && text === b.files[n].text)
  );
}

/** The open program's sources; undefined until loaded. */
export function useSources(): readonly Source[] | undefined {
  const program = useApp((state) => state.program);
  const [, render] = useReducer((count: number) => count + 1, 0);
  const sources = keptOf(program)?.sources;
  const isThere = sources !== undefined;
  useEffect(() => {
    // While the page opens there may be no program yet.
    const isNone = program.kind === 'scenario' && program.id === '';
    if (isThere || isNone) return undefined;
    let isCurrent = true;
    loadSources(program).then(
      () => isCurrent && render(),
      (error: unknown) => isCurrent && notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [program, isThere]);
  return sources;
}

export function loadSources(program: Program): Promise<readonly Source[]> {
  const known = keptOf(program);
  if (known !== undefined) return known.loading;
  const entry: Kept = { program, loading: readSources(program) };
  kept = entry;
  entry.loading.then(
    (sources) => (entry.sources = sources),
    () => {
      // The next one who asks tries again.
      if (kept === entry) kept = undefined;
    },
  );
  return entry.loading;
}

async function readSources(program: Program): Promise<readonly Source[]> {
  switch (program.kind) {
    case 'scenario':
      return sourcesOfScenario(await loadListings(program.id));
    case 'files':
      return sourcesOfFiles(program.files, (await import('../lab/coloured.ts')).coloured);
    case 'trace':
      return sourcesOfTrace(program.trace.sources);
  }
}
