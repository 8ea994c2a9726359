/** An action of the reader as data: buttons, keys and the list of keys are derived from it. */

/** Where its keys apply. page: anywhere outside text fields. player: unless the focused control uses them. */
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
  /** @param key the pressed key, if any */
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
