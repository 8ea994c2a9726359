import { useApp } from '../use-app.ts';

/** What is said of a scenario before the reader asks for more: nothing of the answer while he is asked questions. */
export function useGlimpse(look: string | undefined): string {
  const isAsked = useApp(
    ({ teaching, curtain }) =>
      teaching === 'questions' || teaching === 'lessons' || curtain !== undefined,
  );
  return isAsked ? '…' : (look ?? '\u00a0');
}
