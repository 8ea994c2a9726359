import { app } from '../../store/app-state.ts';
import type { Selection } from '../../store/selection.ts';

export function select(selection: Selection): void {
  app.setState({ selection });
}
