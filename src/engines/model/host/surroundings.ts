/** Interface of the model's Worker for its parts. */
import type { FromModel } from './protocol.ts';

export type Module = Readonly<Record<string, unknown>>;

export interface Surroundings {
  readonly post: (message: FromModel, transfer?: ArrayBuffer[]) => void;
  readonly loadProgram: (scenario: string) => Promise<Module>;
  /** Calls back after messages received meanwhile have been handled. */
  readonly defer: (act: () => void) => void;
}
