/** Breakpoints of the file open in the editor: they are the page's, kept from one run to the next. */
import { app } from '../../store/app-state.ts';
import { own, programOf } from '../../store/own-program.ts';
import { toggleBreak } from '../../store/run-actions.ts';

/** Index of the file in the source table of a run of the present files. */
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
  /** Those of the other files stay. */
  replace(lines: readonly number[]): void {
    const row = rowOf();
    const others = app.getState().breakpoints.filter(({ source }) => source !== row);
    app.setState({ breakpoints: [...others, ...lines.map((line) => ({ source: row, line }))] });
  },
  subscribe: (changed: () => void): (() => void) =>
    app.subscribe((state, before) => {
      if (state.breakpoints !== before.breakpoints) changed();
    }),
};
