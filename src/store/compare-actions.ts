/** Opens and closes the comparison with the cure. Loaded on demand; the command uses it through `compare-port.ts`. */
import type { Program } from '../engines/program.ts';
import { curesOf } from '../scenarios/cures.ts';
import { contrastOf, type Contrast } from '../teach/cure.ts';
import { app } from './app-state.ts';
import { provideComparing } from './compare-port.ts';

/** The setting that a program can be compared with, if any. */
export const contrastFor = (program: Program): Contrast | undefined =>
  program.kind === 'scenario' ? contrastOf(curesOf(program.id), program.params) : undefined;

export function toggleComparing(): void {
  const { comparing, program } = app.getState();
  app.setState({ comparing: !comparing && contrastFor(program) !== undefined });
}

provideComparing({
  isThere: (program) => contrastFor(program) !== undefined,
  toggle: toggleComparing,
});
