import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Values that follow data, handed to a style sheet. */
    [property: `--${string}`]: string | number | undefined;
  }
}
