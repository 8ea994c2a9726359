/**
 * Every scenario, in gallery order. Contains only what the gallery and the controls need: programs and texts are loaded
 * on demand.
 */
import { chapters, type Scenario } from './scenario.ts';

const found = import.meta.glob<Scenario>('./*/scenario.ts', { eager: true, import: 'scenario' });

export const scenarios: readonly Scenario[] = Object.values(found).toSorted(
  (a, b) => chapters.indexOf(a.chapter) - chapters.indexOf(b.chapter) || a.order - b.order,
);

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
