/**
 * Texts in shared memory. TextEncoder and TextDecoder reject shared views, and most texts of a run are a few ASCII
 * characters, so those are copied character by character and the rest through a private buffer.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes of the text in UTF-8, or `undefined` if it is ASCII: `writeAscii` suffices then. */
export function encodeWide(text: string): Uint8Array | undefined {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return encoder.encode(text);
  }
  return undefined;
}

/** Writes `bytes` (or, if undefined, the ASCII `text`) into a ring that starts at `base` and has `size` bytes. */
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
  if (length <= SHORT) {
    let text = '';
    for (let i = 0; i < length; i++) {
      const byte = u8[base + ((position + i) & (size - 1))]!;
      if (byte > 127) return decode(u8, base, size, position, length);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decode(u8, base, size, position, length);
}

/** Length up to which copying character by character is faster. */
const SHORT = 128;

function decode(
  u8: Uint8Array,
  base: number,
  size: number,
  position: number,
  length: number,
): string {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = u8[base + ((position + i) & (size - 1))]!;
  return decoder.decode(bytes);
}
