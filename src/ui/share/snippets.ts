/** Snippets for other pages: a picture that links to the program, and the program itself in a frame. */

export interface Snippet {
  /** Address of the page, with a trailing slash. */
  readonly home: string;
  /** Undefined for the reader's own program, of which there is no picture. */
  readonly scenario: string | undefined;
  readonly title: string;
  /** Without the `#`. */
  readonly fragment: string;
}

const inMarkdown = (text: string): string => text.replace(/[\\[\]`*_<>]/g, '\\$&');

/** Parentheses would end a Markdown link. */
const address = (text: string): string =>
  new URL(text).href.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));

export const markdownSnippet = ({ home, scenario, title, fragment }: Snippet): string =>
  `[${scenario === undefined ? inMarkdown(title) : `![${inMarkdown(title)}](${address(`${home}posters/${scenario}.svg`)})`}](${address(`${home}#${fragment}`)})`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const inHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

export const htmlSnippet = ({ home, title, fragment }: Snippet): string =>
  `<iframe src="${inHtml(new URL(`${home}?embed#${fragment}`).href)}" title="${inHtml(title)}" loading="lazy" allow="clipboard-write; fullscreen; cross-origin-isolated" style="width: 100%; height: 460px; border: 0"></iframe>`;

export const elementSnippet = ({ home, title, fragment }: Snippet): string =>
  `<script src="${inHtml(new URL(`${home}weft-demo.js`).href)}"></script>\n<weft-demo link="${inHtml(fragment)}" label="${inHtml(title)}"></weft-demo>`;
