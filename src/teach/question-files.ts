/** The questions of each scenario, loaded on demand. */
import type { Question } from './question.ts';

const files: Record<string, () => Promise<unknown>> = import.meta.glob(
  '../scenarios/*/questions.json',
  { import: 'default' },
);

/** Scenarios with questions. */
export const questioned: readonly string[] = Object.keys(files).map((file) => file.split('/')[2]!);

/** Empty for a scenario without questions. A test validates the files' content. */
export async function loadQuestions(scenario: string): Promise<readonly Question[]> {
  const load = files[`../scenarios/${scenario}/questions.json`];
  return load === undefined ? [] : ((await load()) as readonly Question[]);
}
