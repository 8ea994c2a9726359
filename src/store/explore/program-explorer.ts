/** Contract of explorers, one for each kind of program. One exploration at a time. */
import type { Program } from '../../engines/program.ts';
import type { Goal } from '../../teach/goal.ts';
import type { Move } from '../../teach/switches.ts';
import type {
  Comparison,
  ExploreListener,
  ExploreSettings,
  Reach,
  RunTreeValue,
  SearchName,
  Walk,
} from '../../explore/report.ts';

export interface ProgramExplorer {
  /** Supported searches. */
  readonly searches: readonly SearchName[];
  /** The reader is about to explore this program: loads what is needed. */
  warm(program: Program, seed: number, settings: ExploreSettings): void;
  /** Starts an exploration; discards a running one. */
  explore(
    program: Program,
    seed: number,
    settings: ExploreSettings,
    listener: ExploreListener,
  ): void;
  /** Continues for the same time again. */
  goOn(): void;
  /** Stops the exploration; it can still answer questions. */
  stop(): void;
  /** These return undefined if there is no such ending, or if unknown. Endings are identified by their keys. */
  walk(ending: string): Promise<Walk | undefined>;
  compare(a: string, b: string): Promise<Comparison | undefined>;
  tree(): Promise<RunTreeValue | undefined>;
  /** The run through a row of the last tree, to the first ending from there; `deciding` is the row's own choice. */
  throughTree(row: number): Promise<Walk | undefined>;
  /**
   * Distance to a wanted ending, from the operations that threads have completed. Independent of the exploration;
   * absent if only whole runs are known, not steps.
   */
  reach?(
    program: Program,
    seed: number,
    goal: Goal,
    moves: readonly Move[],
  ): Promise<Reach | undefined>;
  dispose(): void;
}
