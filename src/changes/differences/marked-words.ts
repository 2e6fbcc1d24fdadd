import { diffArrays } from 'diff';

const LONGEST = 40_000;
/** Two wordings that share fewer words are two, and to mark all of both would say nothing. */
const LEAST_SHARED = 0.5;

/** Tags stay whole, so that marks never cross them; words go with the space behind them. */
const TOKENS = /<[^>]+>|[^\s<]+\s*|\s+/g;
const isWord = (token: string): boolean => !token.startsWith('<') && token.trim() !== '';

/**
 * Two wordings, as HTML that was cleaned when it was kept, with what only the earlier has marked as deleted and what only the
 * later has as inserted. As they are where they have too little in common.
 */
export function markedWords(before: string, after: string): { before: string; after: string } {
  if (before.length + after.length > LONGEST) return { before, after };
  const [was, is] = [before, after].map((html) => html.match(TOKENS) ?? []);
  const parts = diffArrays(was ?? [], is ?? [], { comparator: (one, other) => one.trim() === other.trim() });
  const words = (tokens: readonly string[]) => tokens.filter(isWord).length;
  const shared = parts.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : words(value)), 0);
  if (shared < LEAST_SHARED * Math.max(words(was ?? []), words(is ?? []))) return { before, after };
  const html = (name: 'del' | 'ins', said: string, skipped: 'added' | 'removed') =>
    parts
      .filter((part) => !part[skipped])
      .map((part) => (part.added || part.removed ? marked(part.value, name, said) : part.value.join('')))
      .join('');
  return { before: html('del', 'only before', 'added'), after: html('ins', 'new', 'removed') };
}

/** Runs of words in one mark each; tags between them as they are. */
function marked(tokens: readonly string[], name: 'del' | 'ins', said: string): string {
  let run = '';
  let html = '';
  const end = () => {
    const words = run.trim();
    const hidden = (text: string) => `<span class="nhsuk-u-visually-hidden">${text}</span>`;
    html +=
      words === ''
        ? run
        : run.replace(words, () => `<${name}>${hidden(` [${said}: `)}${words}${hidden('] ')}</${name}>`);
    run = '';
  };
  for (const token of tokens) {
    if (token.startsWith('<')) {
      end();
      html += token;
    } else run += token;
  }
  end();
  return html;
}
