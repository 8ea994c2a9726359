/** The questions of each scenario, fetched when they are wanted. */
import type { Question } from './question.ts';

const files: Record<string, () => Promise<unknown>> = import.meta.glob(
  '../scenarios/*/questions.json',
  { import: 'default' },
);

/** Scenarios that have some. */
export const questioned: readonly string[] = Object.keys(files).map((file) => file.split('/')[2]!);

/** None for a scenario without. A test checks what stands in the files. */
export async function loadQuestions(scenario: string): Promise<readonly Question[]> {
  const load = files[`../scenarios/${scenario}/questions.json`];
  return load === undefined ? [] : ((await load()) as readonly Question[]);
}
