// @ts-check
import { format } from 'oxfmt';

/**
 * Markdown formatted like `npm run format`, so that a script's output passes the check.
 * @param {string} text
 */
export async function formatMarkdown(text) {
  const { code } = await format('README.md', text);
  return code;
}
