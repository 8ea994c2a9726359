/**
 * Loaders of the programs, each in a chunk of its own. Separate from the registry, so that a Worker loads only what it
 * runs.
 */
import { bug } from '../base/bug.ts';
import type { ProgramModule } from './scenario.ts';

const found = import.meta.glob<ProgramModule>('./*/program.ts');

export function loadProgram(id: string): Promise<ProgramModule> {
  const load = found[`./${id}/program.ts`];
  return load === undefined ? bug(`no program called ${id}`) : load();
}
