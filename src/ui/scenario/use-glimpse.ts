import { useApp } from '../use-app.ts';

/** Short description of a scenario: without its answer while questions are asked. */
export function useGlimpse(look: string | undefined): string {
  const isAsked = useApp(
    ({ teaching, curtain }) =>
      teaching === 'questions' || teaching === 'lessons' || curtain !== undefined,
  );
  return isAsked ? '…' : (look ?? '\u00a0');
}
