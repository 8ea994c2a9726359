import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Data-dependent values passed to a style sheet. */
    [property: `--${string}`]: string | number | undefined;
  }
}
