/** The subset of Markdown used in the manual, as HTML. All text is escaped; none of it is markup. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
export const inHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** `code`, **strong**, _emphasis_, [text](address). */
export const inline = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 1
        ? `<code>${inHtml(part.slice(1, -1))}</code>`
        : inHtml(part)
            .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
            .replace(/\b_(.+?)_\b/g, '<em>$1</em>')
            .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>'),
    )
    .join('');

export interface Heading {
  readonly id: string;
  readonly title: string;
}

export interface Rendered {
  readonly html: string;
  /** Headings of the second level. */
  readonly headings: readonly Heading[];
}

/** Blocks are separated by empty lines. Headings, lists, tables, code between fences, paragraphs, and HTML from `raw`. */
export function render(markdown: string, raw: (name: string) => string | undefined): Rendered {
  const headings: Heading[] = [];
  const blocks = markdown.trim().split(/\n{2,}/);
  const html = blocks.map((block) => {
    const known = /^\{\{(\w+)\}\}$/.exec(block);
    if (known !== null) return raw(known[1]!) ?? inHtml(block);
    const lines = block.split('\n');
    const heading = /^(#{1,3}) (.+)$/.exec(block);
    if (heading !== null) {
      const [, marks = '', title = ''] = heading;
      const id = `s${headings.length + 1}`;
      if (marks.length === 2) headings.push({ id, title });
      const attributes = marks.length === 2 ? ` id="${id}"` : '';
      return `<h${marks.length}${attributes}>${inline(title)}</h${marks.length}>`;
    }
    if (block.startsWith('```'))
      return `<pre><code>${inHtml(lines.slice(1, -1).join('\n'))}</code></pre>`;
    if (lines.every((line) => line.startsWith('- ')))
      return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`;
    if (lines.every((line) => line.startsWith('|'))) return table(lines);
    return `<p>${inline(lines.join(' '))}</p>`;
  });
  return { html: html.join('\n'), headings };
}

function table(lines: readonly string[]): string {
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => inline(cell.trim())),
  );
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}
