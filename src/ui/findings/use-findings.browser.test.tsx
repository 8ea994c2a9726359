import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import { app } from '../../store/app-state.ts';
import { live } from '../../store/cursor.ts';
import { turn } from '../../store/frame-loop.ts';
import { RecordedRun } from '../../store/recorded-player.ts';
import { Session } from '../../store/session.ts';
import { traceOf } from '../../trace/trace-notation.ts';
import { useFindings } from './use-findings.ts';

/** Each of two threads waits for the other's lock. */
function deadlock(): Session {
  const trace = traceOf(`
    process P
    thread main in P
    thread t1 in P
    lock a in P
    lock b in P
    0 main runs
    0 t1 runs
    10 main acquire a
    20 t1 acquire b
    30 main waits acquire b for t1
    40 t1 waits acquire a for main
  `);
  return new Session({ kind: 'scenario', id: 'two', params: {} }, new RecordedRun(trace));
}

function Count({ session }: { readonly session: Session }) {
  return useFindings(session.readings, session.worldAt(live)).length;
}

it('shows what is found in one run after another, though both have the same number of findings', async () => {
  const element = document.createElement('div');
  const root = createRoot(element);
  onTestFinished(() => {
    root.unmount();
    app.setState({ session: undefined });
  });
  let now = 0;
  for (const session of [deadlock(), deadlock()]) {
    session.advance();
    app.setState({ session });
    flushSync(() => root.render(<Count session={session} />));
    expect(element.textContent).toBe('0');
    // The effect that listens for frames runs after the render.
    await expect
      .poll(() => {
        turn((now += 1000));
        return element.textContent;
      })
      .toBe('1');
  }
});
