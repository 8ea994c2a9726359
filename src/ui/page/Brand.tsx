/** The logo: the threads of a warp, and the weft across them. */
export function Brand() {
  return (
    <span className="brand">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
          <path d="M4 3v14M10 3v14M16 3v14" className="brand-warp" />
          <path d="M2 7c3-3 5 3 8 0s5 3 8 0M2 13c3 3 5-3 8 0s5-3 8 0" className="brand-weft" />
        </g>
      </svg>
      <span className="brand-name">Weft</span>
    </span>
  );
}
