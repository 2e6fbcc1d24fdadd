import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { Source } from '../courses.types.js';
import { alternativeFault, fileFault, type Media } from '../media/media-faults.rules.js';
import { mediumNamed } from './course-names.js';
import type { Problems } from './problems.js';

/** Where a citation leads: to the list of sources on the same page, or straight to the source. */
export type CitationsLead = 'to the list' | 'to the source';

const CITATION = /^\[@([^\]\s]+)(?:\s+([^\]]+))?\]/;

interface Citing {
  cite(id: string, provision: string | undefined): string | undefined;
  image(address: string, alt: string, title: string): string;
}

/** What stands behind the address of a picture that says nothing. */
const DECORATIVE = 'decorative';

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

markdown.renderer.rules.image = (tokens, index, options, env, renderer) => {
  const token = tokens[index];
  const address = String(token?.attrGet('src') ?? '');
  const alt = renderer.renderInlineAsText(token?.children ?? [], options, env);
  return (env as unknown as Citing).image(address, alt, String(token?.attrGet('title') ?? ''));
};

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
    'img',
  ],
  allowedAttributes: { a: ['href', 'class', 'rel'], ol: ['start'], img: ['src', 'alt', 'width', 'height', 'loading'] },
  // Only what this file makes of the media of the course.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && mediumNamed(attribs['src'] ?? '') === undefined,
  allowedClasses: { a: ['bh-cite'] },
  allowedSchemes: ['https', 'http', 'tel', 'mailto'],
};

/** Makes the HTML of one file's Markdown, and knows which sources it cited, in the order of their first citation. */
export class CitingMarkdown {
  private readonly cited = new Map<string, Source>();

  constructor(
    private readonly file: string,
    /** `media` null: no pictures stand here. */
    private readonly given: { sources: ReadonlyMap<string, Source>; media: Media | null },
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
      image: (address: string, alt: string, title: string) => this.image(address, alt, title, line),
    } satisfies Citing;
  }

  /** A picture among the words; empty where none can be shown. */
  private image(address: string, alt: string, title: string, line: number): string {
    const fault = (message: string) => {
      this.problems.add(this.file, line, message);
      return '';
    };
    if (this.given.media === null) return fault('Pictures stand in lessons only. Say in words what this one shows.');
    const file = mediumNamed(address);
    if (file === undefined)
      return fault(
        `A picture is one of the course’s own media, such as ![What it shows](media/ward.webp). Add “${address.slice(0, 80)}” to them first.`,
      );
    const decorative = title === DECORATIVE;
    const faults = [fileFault(file, 'image', this.given.media), alternativeFault({ alt, decorative })];
    for (const found of faults) if (found !== null) fault(found);
    const { width, height } = this.given.media.get(file) ?? {};
    const size = width && height ? ` width="${String(width)}" height="${String(height)}"` : '';
    return `<img src="${escaped(address)}" alt="${decorative ? '' : escaped(alt)}"${size} loading="lazy">`;
  }

  private cite(id: string, provision: string | undefined, line: number): string | undefined {
    const source = this.given.sources.get(id);
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
