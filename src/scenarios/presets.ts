/** Settings that go together, by their name in the scenario's texts: `presets.json` of its folder, fetched when it is opened. */
import type { ParamValues } from '../base/param-values.ts';

export type Presets = Readonly<Record<string, ParamValues>>;

const files = import.meta.glob<Presets>('./*/presets.json', { import: 'default' });

/** Settings that a preset does not name are at their defaults. */
export async function loadPresets(id: string): Promise<Presets> {
  return (await files[`./${id}/presets.json`]?.()) ?? {};
}
