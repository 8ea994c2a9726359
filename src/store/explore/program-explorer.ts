/** What the page asks of whoever explores a kind of program. One exploration at a time. */
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
  /** The searches that it knows. */
  readonly searches: readonly SearchName[];
  /** The reader is about to explore this: loads what that will need. */
  warm(program: Program, seed: number, settings: ExploreSettings): void;
  /** Begins anew; what is under way is forgotten. */
  explore(
    program: Program,
    seed: number,
    settings: ExploreSettings,
    listener: ExploreListener,
  ): void;
  /** For as long again as it was told at first. */
  goOn(): void;
  /** Ends what is under way; it is still there to be asked. */
  stop(): void;
  /** These are undefined where there is no such ending, or it does not know. Endings go by their keys. */
  walk(ending: string): Promise<Walk | undefined>;
  compare(a: string, b: string): Promise<Comparison | undefined>;
  tree(): Promise<RunTreeValue | undefined>;
  /** The run through a row of the last tree, to the first end from there; `deciding` is the row's own choice. */
  throughTree(row: number): Promise<Walk | undefined>;
  /**
   * How far it is to an ending that is wanted, from what threads have come through so far. Of no
   * exploration; absent where only runs are known, not steps.
   */
  reach?(
    program: Program,
    seed: number,
    goal: Goal,
    moves: readonly Move[],
  ): Promise<Reach | undefined>;
  dispose(): void;
}
