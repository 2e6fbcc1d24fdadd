import Handlebars from 'handlebars';
import { LRUCache } from 'lru-cache';
import type { Views } from './views.js';

/** What a layout surrounds, and what differs between two pages with the same surroundings. */
export interface Framed {
  title: string;
  bodyHtml: string;
  /** Asked only where the layout has a form. */
  csrf: () => string;
}

/** Far more than the parts of the site times what people may do. */
const MOST_IN_MEMORY = 500;
/** No page holds this character: it marks where a frame is open. */
const MARK = '\u0001';
const OPEN = { title: `${MARK}title${MARK}`, bodyHtml: `${MARK}body${MARK}`, csrf: `${MARK}csrf${MARK}` };

/**
 * Layouts that were made once for everyone who sees the same links around a page. They are most of what a page costs to
 * make, and only its title, its words and its form token differ.
 */
export class Frames {
  private readonly made = new LRUCache<string, string[]>({ max: MOST_IN_MEMORY });

  constructor(private readonly views: Views) {}

  /** The page in its layout. `site` is all that the layout reaches besides what it frames. */
  around(layout: string, site: object, framed: Framed): string {
    const key = `${String(this.views.edition)} ${layout} ${JSON.stringify(site)}`;
    let parts = this.made.get(key);
    if (!parts) {
      const { csrf, ...open } = OPEN;
      parts = this.views.render(layout, open, { site, csrf }).split(MARK);
      this.made.set(key, parts);
    }
    return parts.map((part, index) => (index % 2 === 0 ? part : filled(part, framed))).join('');
  }
}

function filled(slot: string, { title, bodyHtml, csrf }: Framed): string {
  if (slot === 'body') return bodyHtml;
  return Handlebars.escapeExpression(slot === 'title' ? title : csrf());
}
