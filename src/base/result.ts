/** What a parser of outside data returns: a value, or a sentence that says what is wrong and where. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const bad = (problem: string): Result<never> => ({ ok: false, problem });
