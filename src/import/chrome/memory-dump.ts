/** Sizes in a memory dump (phase v) of Chrome: totals of the process and of each allocator, in hexadecimal bytes. */
import { fieldsOf, textOf, type Fields } from '../json/values.ts';

const bytesIn = (value: unknown): number => {
  const text = textOf(value);
  return /^[0-9a-f]{1,15}$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN;
};

export function sizesIn(args: Fields): readonly (readonly [name: string, bytes: number])[] {
  const { process_totals: totals, allocators } = fieldsOf(args['dumps']);
  const ofProcess = Object.entries(fieldsOf(totals)).map(
    ([name, value]) => [name, bytesIn(value)] as const,
  );
  const ofAllocators = Object.entries(fieldsOf(allocators))
    // A name with a slash is a part of another.
    .filter(([name]) => !name.includes('/'))
    .map(([name, dump]) => {
      const { size } = fieldsOf(fieldsOf(dump)['attrs']);
      return [name, bytesIn(fieldsOf(size)['value'])] as const;
    });
  return [...ofProcess, ...ofAllocators].filter(([, bytes]) => Number.isFinite(bytes));
}
