/** Thrown when Weft itself is wrong, never for bad input or for what a program does. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

export function bug(what: string): never {
  throw new Bug(`bug: ${what}`);
}

/** For the `default` of an exhaustive switch: a new case does not compile until it is handled. */
export function unreachable(value: never): never {
  return bug(`unexpected ${JSON.stringify(value)}`);
}
