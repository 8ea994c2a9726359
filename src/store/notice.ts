/** Notices of the page that belong to no panel. Data for sentences; the page has the texts. */
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
  /** An invalid trace file: where, as a path into the JSON, and what is wrong, in English. */
  | {
      readonly kind: 'bad-trace';
      /** Of the file. */
      readonly name: string;
      readonly where: string;
      readonly what: string;
    };

export type Notice =
  /** Parts of a link could not be read. */
  | { readonly kind: 'link'; readonly problems: readonly Problem[] }
  /** Weft itself failed; the program is not to blame. */
  | { readonly kind: 'engine'; readonly message: string }
  /** The file to open is of no known format. */
  | { readonly kind: 'file'; readonly problem: FileProblemNotice }
  /** The program of a link could not be read. */
  | { readonly kind: 'code'; readonly problem: CodeProblem }
  /** An error in the page that no panel has caught. */
  | { readonly kind: 'page'; readonly message: string }
  /** The recording has reached its limit, so the program is held. */
  | { readonly kind: 'full'; readonly count: number }
  /** A schedule did not fit the program, or could not be decoded: the run goes up to `step`. */
  | {
      readonly kind: 'schedule';
      readonly problem: { readonly kind: ScheduleProblemKind; readonly step: number };
    }
  /** A newer version of Weft is available. */
  | { readonly kind: 'version' }
  /** A part of the page did not load; retrying may help. */
  | { readonly kind: 'load'; readonly message: string };
