/** Meanings of waits in the language of the page, for scenarios that define them. Loaded on demand. */
import { loadWaits } from '../scenarios/waits.ts';
import type { Trace } from '../trace/trace.ts';
import { app } from './app-state.ts';
import { showNow } from './frame-loop.ts';
import { messageOf, notify } from './notices.ts';

/** Traces on the page. */
const shown = new Set<WeakRef<Trace>>();

app.subscribe(({ language }, before) => {
  if (language === before.language) return;
  for (const one of shown) {
    const trace = one.deref();
    if (trace === undefined) shown.delete(one);
    else trace.language = language;
  }
});

export async function nameWaits(trace: Trace, scenario: string): Promise<void> {
  try {
    trace.language = app.getState().language;
    shown.add(new WeakRef(trace));
    if (trace.waits.length === 0) trace.setWaits(await loadWaits(scenario));
    if (app.getState().session?.trace === trace) showNow();
  } catch (error) {
    notify({ kind: 'load', message: messageOf(error) });
  }
}
