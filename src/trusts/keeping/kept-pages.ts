import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page, PageModel } from '../../platform/views/page.js';
import { type Contents, Pages } from '../../platform/views/pages.js';

/** In characters: a thousand pages or so. */
const MOST_IN_MEMORY = 20_000_000;

/** Where what was asked for is to be found, when it has another address. */
export interface Moved {
  movedTo: string;
}

/**
 * Pages that say the same to everyone who may see the same, made once for each edition of what is publicly known. The
 * database counts the editions itself (migrations/1764000053000-landscape-edition.ts), so a page that is kept is never
 * older than what another process wrote.
 */
@Injectable()
export class KeptPages {
  private readonly kept = new LRUCache<string, Contents | Moved, () => Promise<Contents | Moved>>({
    maxSize: MOST_IN_MEMORY,
    sizeCalculation: (kept) => ('movedTo' in kept ? kept.movedTo : kept.bodyHtml).length + 1,
    fetchMethod: (_key, _stale, { context }) => context(),
  });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  /**
   * Sends the page, or to where it has moved. `of`: all that its view depends on besides what is publicly known and the
   * day. `view` is asked for what is not kept; it may reach nothing else of the request. What it throws is thrown, and
   * nothing is kept.
   */
  async send<View extends PageModel>(
    req: Request,
    res: Response,
    page: Page<View>,
    of: readonly (string | boolean)[],
    view: () => Promise<View | Moved>,
  ): Promise<void> {
    const [edition] = await this.database.query<{ number: string }>('select number from landscape_edition');
    const key = JSON.stringify([this.pages.edition, edition?.number, this.clock.today(), page.template, ...of]);
    const make = async () => {
      const made = await view();
      return 'movedTo' in made ? made : this.pages.contents(page, made);
    };
    const kept = await this.kept.forceFetch(key, { context: make });
    if ('movedTo' in kept) res.redirect(301, kept.movedTo);
    else this.pages.sendContents(req, res, page, kept);
  }
}
