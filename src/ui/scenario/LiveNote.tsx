import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { useApp } from '../use-app.ts';

/** The scenario's remark on live mode on this machine. */
export function LiveNote({ texts }: { readonly texts: ScenarioTexts | undefined }) {
  const mode = useApp((state) => state.mode);
  if (texts?.live === undefined || mode !== 'live') return null;
  const cores = String(navigator.hardwareConcurrency);
  return <p className="scenario-live">{texts.live.replace('{{cores}}', cores)}</p>;
}
