/** Breakpoints of the file that is open in the editor: they are those of the page, kept from one run to the next. */
import { app } from '../../store/app-state.ts';
import { own, programOf } from '../../store/own-program.ts';
import { toggleBreak } from '../../store/run-actions.ts';

/** Row of the file in the trace of a run of the files as they are now. */
function rowOf(): number {
  const state = own.getState();
  return programOf(state).files.findIndex(({ path }) => path === state.shown);
}

export const stops = {
  lines: (): number[] => {
    const row = rowOf();
    return app.getState().breakpoints.flatMap(({ source, line }) => (source === row ? [line] : []));
  },
  toggle: (line: number): void => toggleBreak([{ source: rowOf(), line }]),
  subscribe: (changed: () => void): (() => void) =>
    app.subscribe((state, before) => {
      if (state.breakpoints !== before.breakpoints) changed();
    }),
};
