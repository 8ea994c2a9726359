/** Applies a scenario's own settings for step mode. The reader's later choices last until a param changes. */
import { app } from '../app-state.ts';
import { paramsOf, scenarioOf } from '../program.ts';
import { steps, type StepState } from './step-state.ts';

/** The reader's settings before the scenario's were applied. */
let before: Pick<StepState, 'strategy' | 'rate'> | undefined;
/** The scenario and the params last opened. */
let opened = '';

/** Applies the open scenario's settings; true if it should play. */
export function openAsAsked(): boolean {
  const { program } = app.getState();
  const params = paramsOf(program);
  const scenario = scenarioOf(program);
  const opening = scenario?.opens?.(params);
  if (opening === undefined) {
    if (before !== undefined) steps.setState(before);
    before = undefined;
    opened = '';
    return false;
  }
  const { strategy, rate } = steps.getState();
  before ??= { strategy, rate };
  const asked = JSON.stringify([scenario?.id, params]);
  if (asked !== opened) steps.setState(opening);
  opened = asked;
  return true;
}
