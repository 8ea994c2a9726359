/** Commands available in a frame: those that move the program and the cursor. */
import type { Command } from './command.ts';
import { commands } from './commands.ts';

export const embedCommands: readonly Command[] = [
  commands.playPause,
  commands.restart,
  commands.stepBack,
  commands.stepForward,
  commands.goToStart,
  commands.goLive,
  commands.slower,
  commands.faster,
  commands.clearSelection,
  commands.switchMode,
  commands.stepThrough,
  commands.letThread,
  commands.takeLine,
  commands.nextThread,
  commands.previousThread,
];
