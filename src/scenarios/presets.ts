/**
 * Named combinations of settings, with names in the scenario's texts: `presets.json` of its folder, loaded on demand.
 */
import type { ParamValues } from '../base/param-values.ts';

export type Presets = Readonly<Record<string, ParamValues>>;

const files = import.meta.glob<Presets>('./*/presets.json', { import: 'default' });

/** Settings not in a preset have their defaults. */
export async function loadPresets(id: string): Promise<Presets> {
  return (await files[`./${id}/presets.json`]?.()) ?? {};
}
