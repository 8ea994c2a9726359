// @ts-check
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const readme = fileURLToPath(new URL('../README.md', import.meta.url));

/**
 * Markdown formatted like `npm run format`, so that a script's output passes the check.
 * @param {string} text
 */
export async function formatMarkdown(text) {
  return format(text, { ...(await resolveConfig(readme)), parser: 'markdown' });
}
