/** The first message to a Worker of the lab, which loads its interpreter then. */
export interface Begin {
  readonly type: 'begin';
  /** The interpreter's code as another Worker has compiled it. Default: fetched and compiled. */
  readonly code: WebAssembly.Module | undefined;
}
