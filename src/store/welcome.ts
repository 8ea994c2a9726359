/** What a first visit is told: what this is, things to try, and, when it is wanted, a way round the page. */
import { app } from './app-state.ts';
import { rememberWelcomed } from './preferences.ts';

/** 0: what this is. From 1 on: the stops. */
export function showWelcome(stop = 0): void {
  app.setState({ welcome: stop });
}

/** For good: it comes again only if it is asked for. */
export function closeWelcome(): void {
  app.setState({ welcome: undefined });
  rememberWelcomed();
}
