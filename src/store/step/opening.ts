/** A scenario may say how step mode opens it. What the reader then chooses holds until a param changes. */
import { app } from '../app-state.ts';
import { paramsOf, scenarioOf } from '../program.ts';
import { steps, type StepState } from './step-state.ts';

/** What the reader had before a scenario had its way. */
let before: Pick<StepState, 'strategy' | 'rate'> | undefined;
/** The scenario and the params that were opened last. */
let opened = '';

/** Does as the open scenario says; true if it wants to be seen running. */
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
