/** The welcome of a first visit: an introduction, things to try, and, on request, a tour of the page. */
import { app } from './app-state.ts';
import { rememberWelcomed } from './preferences.ts';

/** 0: the introduction. From 1 on: the stops. */
export function showWelcome(stop = 0): void {
  app.setState({ welcome: stop });
}

/** For good: it returns only on request. */
export function closeWelcome(): void {
  app.setState({ welcome: undefined });
  rememberWelcomed();
}
