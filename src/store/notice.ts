/** What the page has to tell that belongs to no panel. Data for sentences; the page has the words. */
import type { OpenProblem } from '../engines/step-run.ts';
import type { CodeProblem } from '../share/code/code-text.ts';
import type { FileProblem } from '../share/file.ts';
import type { Problem } from '../share/link.ts';

export type ScheduleProblemKind =
  | OpenProblem
  /** It was made with another version of the program. */
  | 'other-program';

export type FileProblemNotice =
  | { readonly kind: FileProblem }
  /** It is a trace file with a mistake: where it is, as a path into the JSON, and what is wrong, in English. */
  | { readonly kind: 'bad-trace'; readonly where: string; readonly what: string };

export type Notice =
  /** Parts of a link could not be read. */
  | { readonly kind: 'link'; readonly problems: readonly Problem[] }
  /** Weft itself failed; the program is not to blame. */
  | { readonly kind: 'engine'; readonly message: string }
  /** A file that was to be opened is none of ours. */
  | { readonly kind: 'file'; readonly problem: FileProblemNotice }
  /** The program of a link could not be read. */
  | { readonly kind: 'code'; readonly problem: CodeProblem }
  /** Something in the page failed that no panel has caught. */
  | { readonly kind: 'page'; readonly message: string }
  /** The recording has reached its limit, so the program is held. */
  | { readonly kind: 'full'; readonly count: number }
  /** A schedule did not fit the program, or could not be read: the run goes up to `step`. */
  | {
      readonly kind: 'schedule';
      readonly problem: { readonly kind: ScheduleProblemKind; readonly step: number };
    }
  /** There is a newer Weft. */
  | { readonly kind: 'version' }
  /** Something of the page did not load; trying again may help. */
  | { readonly kind: 'load'; readonly message: string };
