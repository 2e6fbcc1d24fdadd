import { Body, Controller, Get, NotFoundException, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../../platform/http/allow.js';
import { Pages } from '../../../platform/views/pages.js';
import { importsPaths } from '../../paths.js';
import { BodyMatching } from '../body-matching.js';
import { type DecidedName, BodyNamesQueries } from '../body-names.queries.js';
import { nameForm, namesQuery } from './names.form.js';
import { forgetPage, forgetView, namesPage, namesView, PAGE_SIZE } from './names.view.js';

/** Whom people said that names in files mean. A decision that was wrong is forgotten, and asked for again at the next file. */
@Controller('imports/names')
@Allow('requests.administer')
export class NamesController {
  constructor(
    private readonly queries: BodyNamesQueries,
    private readonly matching: BodyMatching,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { q, page } = namesQuery.parse(asked);
    const found = await this.queries.decided(q, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    this.pages.send(req, res, namesPage, namesView(found, q, page));
  }

  @Get('forgettings/new')
  async ask(@Query() asked: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, forgetPage, forgetView(await this.known(asked)));
  }

  @Post('forgettings')
  async forget(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { key, name } = await this.known(body);
    await this.matching.forget(key);
    req.notify(`What “${name}” means is forgotten. The next file that has it asks again.`);
    res.redirect(303, importsPaths.names());
  }

  private async known(asked: unknown): Promise<DecidedName> {
    const parsed = nameForm.safeParse(asked);
    const found = parsed.success ? await this.queries.oneDecided(parsed.data.name) : undefined;
    if (!found)
      throw new NotFoundException('Nothing is remembered of this name. Somebody may have forgotten it already.');
    return found;
  }
}
