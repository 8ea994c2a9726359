/** One thing that the reader can do, as data: buttons, keys and the list of keys are all made from it. */

/** Where its keys work. page: anywhere outside text fields. player: unless the focus is in something that uses them itself. */
export type Scope = 'page' | 'player';

export interface Chord {
  /** `KeyboardEvent.key`; letters in lower case. */
  readonly key: string;
  readonly shift?: boolean;
  /** With Ctrl, or the command key of a Mac. */
  readonly ctrl?: true;
}

export interface Command {
  /** Also the key of its label in the texts: `commands.<id>`. */
  readonly id: CommandId;
  readonly scope: Scope;
  readonly keys: readonly Chord[];
  /** @param key the one that was pressed, if it was one */
  readonly run: (key?: string) => void;
  readonly isEnabled: () => boolean;
}

export type CommandId =
  | 'playPause'
  | 'restart'
  | 'stepBack'
  | 'stepForward'
  | 'goToStart'
  | 'goLive'
  | 'faster'
  | 'slower'
  | 'clearSelection'
  | 'switchMode'
  | 'stepThrough'
  | 'letThread'
  | 'takeLine'
  | 'nextThread'
  | 'previousThread'
  | 'compareCure'
  | 'share'
  | 'searchGallery'
  | 'nextTheme'
  | 'present'
  | 'showKeys'
  | 'palette'
  | 'welcome';
