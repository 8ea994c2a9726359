/** What the model's Worker gives its parts. */
import type { FromModel } from './protocol.ts';

export type Module = Readonly<Record<string, unknown>>;

export interface Surroundings {
  readonly post: (message: FromModel, transfer?: ArrayBuffer[]) => void;
  readonly loadProgram: (scenario: string) => Promise<Module>;
  /** Calls back once messages that came meanwhile have been heard. */
  readonly defer: (act: () => void) => void;
}
