import { unescaped } from '../html-words.rules.js';

/**
 * The HTML of a question of the bank as Markdown of a course. It was cleaned as it came in, so that these are all the marks
 * that there can be; what Markdown has no mark for, such as a small figure, keeps its words.
 */
export function markdownOf(html: string): string {
  const marked = html
    .replaceAll(/<ol>(.*?)<\/ol>/g, (_, items: string) => `\n\n${items.replaceAll('<li>', '\n1. ')}\n\n`)
    .replaceAll(/<\/?ul>/g, '\n\n')
    .replaceAll('<li>', '\n- ')
    .replaceAll(/<table>(.*?)<\/table>/g, (_, table: string) => `\n\n${rowsOf(table)}\n\n`)
    .replaceAll(/<blockquote>(.*?)<\/blockquote>/g, (_, words: string) => `\n\n> ${words}\n\n`)
    .replaceAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
    .replaceAll(/<\/?strong>/g, '**')
    .replaceAll(/<\/?em>/g, '*')
    .replaceAll(/<\/?code>/g, '`')
    .replaceAll(/<br ?\/?>/g, '\n\n')
    .replaceAll('</p>', '\n\n')
    .replaceAll(/<[^>]*>/g, '');
  return unescaped(marked)
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function rowsOf(table: string): string {
  const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) => {
    const cells = [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replaceAll('|', '/').trim());
    return { line: `| ${cells.join(' | ')} |`, columns: cells.length };
  });
  const [head, ...rest] = rows;
  if (!head) return '';
  const rule = `|${' --- |'.repeat(head.columns)}`;
  return [head.line, rule, ...rest.map(({ line }) => line)].join('\n');
}
