/** Converts tables as the browser writes them, `{ schema: { name: place }, data: rows }`, to columns by name. */
import { fieldsOf, listOf, type Fields } from '../json/values.ts';

/** A table of a processed profile already is. */
export function columnsOf(value: unknown): Fields {
  const table = fieldsOf(value);
  const { schema, data } = table;
  if (fieldsOf(schema) !== schema || !Array.isArray(data)) return table;
  const rows = data.map(listOf);
  return Object.fromEntries(
    Object.entries(schema).map(([name, at]) => [name, rows.map((row) => row[Number(at)])]),
  );
}
