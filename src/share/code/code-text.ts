/**
 * Codec of a program's files as text for links: a version, then in base64url a checksum and the compressed files.
 * Total: any text gives files or a problem. docs/FORMATS.md has the layout.
 */
import { decodeBase64Url, encodeBase64Url } from '../../engines/model/encoding/base64url.ts';
import { ByteReader, ByteWriter } from '../../engines/model/encoding/bytes.ts';
import { RangeDecoder, RangeEncoder } from '../../engines/model/encoding/range-coder.ts';
import type { SourceFile } from '../../engines/program.ts';
import { primer } from './primer.ts';
import { TextModel } from './text-model.ts';

export const CODE_VERSION = 1;
/** Limit on all files together, in bytes of UTF-8. Checked before anything is decompressed. */
export const MAX_CODE = 200_000;
export const MAX_FILES = 20;
const MAX_PATH = 100;

export type CodeProblem =
  /** The text is no program, or truncated. */
  | 'damaged'
  | 'newer-version'
  /** Larger than a link may carry. */
  | 'too-large';

export type DecodedCode =
  | { readonly files: readonly SourceFile[] }
  | { readonly problem: CodeProblem };

/** undefined if the files are too large. */
export function encodeCode(files: readonly SourceFile[]): string | undefined {
  const body = new ByteWriter();
  body.number(files.length);
  for (const { path, text } of files) {
    body.text(path);
    body.text(text);
  }
  const bytes = body.finish();
  if (bytes.length > MAX_CODE || files.length > MAX_FILES) return undefined;
  const whole = new ByteWriter();
  const sum = checksum(bytes);
  whole.byte(sum >> 8);
  whole.byte(sum);
  whole.number(bytes.length);
  whole.append(compress(bytes));
  return `${CODE_VERSION}.${encodeBase64Url(whole.finish())}`;
}

/** Accepts any text. */
export function decodeCode(text: string): DecodedCode {
  const [, digits = '', rest = ''] = /^(\d{1,6})\.([\w-]*)$/.exec(text) ?? [];
  if (digits === '' || Number(digits) === 0) return { problem: 'damaged' };
  if (Number(digits) > CODE_VERSION) return { problem: 'newer-version' };
  const whole = new ByteReader(decodeBase64Url(rest));
  const sum = whole.byte() * 256 + whole.byte();
  const length = whole.number();
  if (length > MAX_CODE) return { problem: 'too-large' };
  const bytes = whole.isPastEnd ? undefined : expand(whole.rest(), length);
  if (bytes === undefined || checksum(bytes) !== sum) return { problem: 'damaged' };
  const files = readFiles(bytes);
  return files === undefined ? { problem: 'damaged' } : { files };
}

function readFiles(bytes: Uint8Array): SourceFile[] | undefined {
  const body = new ByteReader(bytes);
  const count = body.number();
  if (count < 1 || count > MAX_FILES) return undefined;
  const files = Array.from({ length: count }, () => ({
    path: body.text(4 * MAX_PATH),
    text: body.text(MAX_CODE),
  }));
  const paths = new Set(files.map(({ path }) => path));
  return body.isPastEnd || paths.size < count || ![...paths].every(isPath) ? undefined : files;
}

/** A valid file name: components of letters, digits and a few signs, without `..`. */
export const isPath = (path: string): boolean =>
  path.length <= MAX_PATH &&
  path.split('/').every((part) => /^[\p{L}\p{N}_ .()-]+$/u.test(part) && !/^\.+$/.test(part));

function primed(): TextModel {
  const model = new TextModel();
  for (const byte of new TextEncoder().encode(primer)) {
    for (let place = 7; place >= 0; place--) {
      model.guess();
      model.learn((byte >> place) & 1);
    }
  }
  return model;
}

function compress(bytes: Uint8Array): Uint8Array {
  const model = primed();
  const encoder = new RangeEncoder();
  for (const byte of bytes) {
    for (let place = 7; place >= 0; place--) {
      const bit = (byte >> place) & 1;
      encoder.guessed(model.guess(), bit);
      model.learn(bit);
    }
  }
  return encoder.finish();
}

/** undefined if the data is too short. */
function expand(packed: Uint8Array, length: number): Uint8Array | undefined {
  const model = primed();
  const decoder = new RangeDecoder(packed);
  const bytes = new Uint8Array(length);
  for (let n = 0; n < length; n++) {
    let byte = 0;
    for (let place = 7; place >= 0; place--) {
      const bit = decoder.guessed(model.guess());
      model.learn(bit);
      byte = 2 * byte + bit;
    }
    bytes[n] = byte;
    if (decoder.isPastEnd) return undefined;
  }
  return bytes;
}

/** FNV-1a, folded to 16 bits. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}
