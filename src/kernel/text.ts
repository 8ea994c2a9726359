/**
 * Texts in shared memory. TextEncoder and TextDecoder refuse shared views, and most texts of a run are a few ASCII
 * letters, so those are copied letter by letter and the rest through a private buffer.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NO_BYTES = new Uint8Array(0);

/** Bytes of the text in UTF-8, or `undefined` where each letter is one byte: then `writeAscii` will do. */
export function encodeWide(text: string): Uint8Array | undefined {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return encoder.encode(text);
  }
  return undefined;
}

/** Writes `bytes` (or, where undefined, the ASCII `text`) into a ring that starts at `base` and has `size` bytes. */
export function writeRing(
  u8: Uint8Array,
  base: number,
  size: number,
  position: number,
  text: string,
  bytes: Uint8Array | undefined,
): number {
  const length = bytes === undefined ? text.length : bytes.length;
  for (let i = 0; i < length; i++) {
    u8[base + ((position + i) & (size - 1))] = bytes === undefined ? text.charCodeAt(i) : bytes[i]!;
  }
  return length;
}

/** Reads `length` bytes of UTF-8 from a ring. */
export function readRing(
  u8: Uint8Array,
  base: number,
  size: number,
  position: number,
  length: number,
): string {
  const bytes = length === 0 ? NO_BYTES : new Uint8Array(length);
  let ascii = true;
  for (let i = 0; i < length; i++) {
    const byte = u8[base + ((position + i) & (size - 1))]!;
    bytes[i] = byte;
    if (byte > 127) ascii = false;
  }
  return ascii && length < 1024 ? String.fromCharCode(...bytes) : decoder.decode(bytes);
}
