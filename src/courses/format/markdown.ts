import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { Source } from '../courses.types.js';
import type { Problems } from './problems.js';

/** Where a citation leads: to the list of sources on the same page, or straight to the source. */
export type CitationsLead = 'to the list' | 'to the source';

const CITATION = /^\[@([^\]\s]+)(?:\s+([^\]]+))?\]/;

interface Citing {
  cite(id: string, provision: string | undefined): string | undefined;
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.inline.ruler.before('link', 'citation', (state, silent) => {
  if (state.src.charAt(state.pos) !== '[') return false;
  const found = CITATION.exec(state.src.slice(state.pos));
  const html = found?.[1] === undefined ? undefined : (state.env as unknown as Citing).cite(found[1], found[2]);
  if (!found || html === undefined) return false;
  if (!silent) state.push('html_inline', '', 0).content = html;
  state.pos += found[0].length;
  return true;
});

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'strong',
    'em',
    'ul',
    'ol',
    'li',
    'a',
    'h2',
    'h3',
    'h4',
    'blockquote',
    'br',
    'hr',
    'code',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'class', 'rel'], ol: ['start'] },
  allowedClasses: { a: ['bh-cite'] },
  allowedSchemes: ['https', 'http', 'tel', 'mailto'],
};

/** Makes the HTML of one file's Markdown, and knows which sources it cited, in the order of their first citation. */
export class CitingMarkdown {
  private readonly cited = new Map<string, Source>();

  constructor(
    private readonly file: string,
    private readonly sources: ReadonlyMap<string, Source>,
    private readonly lead: CitationsLead,
    private readonly problems: Problems,
  ) {}

  get references(): Source[] {
    return [...this.cited.values()];
  }

  /** HTML of a piece that begins at a line of the file; cleaned, whatever the piece holds. */
  html(text: string, line: number): string {
    if (/^#\s/m.test(text))
      this.problems.add(this.file, line, 'Headings begin at ##: the title of the page is its only #.');
    return this.cleaned(markdown.render(text, this.citing(line)));
  }

  /** As `html`, without paragraphs: for words that stand in a label. */
  inlineHtml(text: string, line: number): string {
    return this.cleaned(markdown.renderInline(text, this.citing(line)));
  }

  private cleaned(html: string): string {
    return sanitizeHtml(html, allowed).trim();
  }

  private citing(line: number) {
    return {
      cite: (id: string, provision: string | undefined) => this.cite(id, provision, line),
    } satisfies Citing;
  }

  private cite(id: string, provision: string | undefined, line: number): string | undefined {
    const source = this.sources.get(id);
    if (!source) {
      this.problems.add(
        this.file,
        line,
        `There is no source "${id}" in sources.yaml. Add it there, or correct the citation.`,
      );
      return undefined;
    }
    this.cited.set(id, source);
    const words = escaped(provision === undefined ? source.short : `${source.short}, ${provision}`);
    return this.lead === 'to the list'
      ? `<a class="bh-cite" href="#source-${id}">${words}</a>`
      : `<a class="bh-cite" href="${escaped(source.url)}" rel="noreferrer">${words}</a>`;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
