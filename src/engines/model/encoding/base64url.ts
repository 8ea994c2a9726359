/** Bytes as text that needs no escaping in a URL: RFC 4648, section 5, without padding. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const places = new Map(Array.from(ALPHABET, (char, place) => [char, place]));

export function encodeBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let n = 0; n < bytes.length; n += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(n, n + 3);
    const bits = (a << 16) | (b << 8) | c;
    const chars = Math.min(4, bytes.length - n + 1);
    for (let place = 0; place < chars; place++) text += ALPHABET[(bits >> (18 - 6 * place)) & 63];
  }
  return text;
}

/** The bytes up to the first character outside the alphabet; incomplete bytes are dropped. */
export function decodeBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (const char of text) {
    const place = places.get(char);
    if (place === undefined) break;
    bits = ((bits << 6) | place) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[length++] = (bits >> count) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}
