// @ts-check
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const readme = fileURLToPath(new URL('../README.md', import.meta.url));

/**
 * Markdown as `npm run format` leaves it, so that what a script writes passes the check.
 * @param {string} text
 */
export async function formatMarkdown(text) {
  return format(text, { ...(await resolveConfig(readme)), parser: 'markdown' });
}
