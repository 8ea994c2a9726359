/** The programs, each in a chunk of its own. Apart from the registry, so that a Worker loads nothing that it does not run. */
import { bug } from '../base/bug.ts';
import type { ProgramModule } from './scenario.ts';

const found = import.meta.glob<ProgramModule>('./*/program.ts');

export function loadProgram(id: string): Promise<ProgramModule> {
  const load = found[`./${id}/program.ts`];
  return load === undefined ? bug(`no program called ${id}`) : load();
}
