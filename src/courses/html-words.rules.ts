/** The words of HTML that was cleaned when it was kept, for lists: on one line, without its marks. */
export function wordsOfHtml(html: string, most = Infinity): string {
  const text = unescaped(html.replaceAll(/<(br|\/p|\/li|\/t[dh]|\/h\d)[^>]*>/g, ' ').replaceAll(/<[^>]+>/g, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length <= most ? text : `${text.slice(0, Math.max(1, text.lastIndexOf(' ', most)))} …`;
}

/** Text out of HTML, its entities as the signs that they stand for. */
export const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
