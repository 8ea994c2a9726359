/** The accessible name of a control contains what stands on it (WCAG 2.5.3): whoever speaks to the page says what they see. */
export const spokenName = (label: string, text: string): string =>
  label.includes(text) ? label : `${text}, ${label}`;
