/** Port from the command to the comparison with the cure, which is loaded after the page has started. */
import type { Program } from '../engines/program.ts';

interface Comparing {
  readonly isThere: (program: Program) => boolean;
  readonly toggle: () => void;
}

let comparing: Comparing | undefined;

export function provideComparing(given: Comparing): void {
  comparing = given;
}

export const canCompare = (program: Program): boolean => comparing?.isThere(program) === true;
export const toggleCompare = (): void => comparing?.toggle();
