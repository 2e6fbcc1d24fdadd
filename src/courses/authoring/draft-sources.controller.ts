import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { LegalRegisterService } from '../legal-register.service.js';
import { coursesPaths } from '../paths.js';
import { RegisterQueries } from '../register/register.queries.js';
import { DraftFiles } from './draft-files.js';
import { draftSourcesPage, draftSourcesView, PAGE_SIZE } from './draft-sources.view.js';
import { type Draft, type DraftFile, DraftsQueries } from './drafts.queries.js';
import { DraftsService } from './drafts.service.js';
import { sourcesIn, withSource } from './sources-file.js';

const searchQuery = z.object({
  q: z.string().trim().max(200).catch('').default(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
const takeForm = z.object({ source: z.string().catch('').default('') });

/** The sources of a draft beside the legal register, and what is taken over from there. */
@Controller('studio/drafts/:draft/sources')
@Allow('courses.author')
export class DraftSourcesController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly files: DraftFiles,
    private readonly register: LegalRegisterService,
    private readonly entries: RegisterQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Param('draft') id: string, @Query() asked: object, @Req() req: Request, @Res() res: Response) {
    const { q, page } = searchQuery.parse(asked);
    const draft = await this.drafts.open(id);
    const file = await this.sourcesFile(draft);
    const sources = sourcesIn(file.text);
    const [known, { rows, all }] = await Promise.all([
      this.entries.byKeys([...(sources?.keys() ?? [])]),
      this.entries.list(
        { text: q, kind: '', nation: '', show: 'all' },
        { personId: signedIn(req).id, today: this.clock.today() },
        { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
      ),
    ]);
    const view = draftSourcesView(draft, file, sources, known, { q, page, found: rows, all });
    this.pages.send(req, res, draftSourcesPage, view);
  }

  /** Writes the source into the draft as the register has it: a new one, or in place of what the draft said. */
  @Post()
  async take(@Param('draft') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const draft = await this.drafts.open(id);
    const file = await this.sourcesFile(draft);
    const { key, ...entry } = await this.register.known(takeForm.parse(body ?? {}).source);
    const { kind, title, short, publisher, url, nation, provision, commencement, checkedOn } = entry;
    const source = { id: key, kind, title, short, publisher, url, nation, provision, commencement, checkedOn };
    const { written } = await this.files.edit(file.id, 'saved', signedIn(req).id, (now) =>
      sourcesIn(now.text) ? withSource(now.text, source) : undefined,
    );
    req.notify(
      written
        ? `The course says of “${title}” what the register says. Cite it as [@${key}].`
        : 'The sources of this course cannot be read. Put them right as text first.',
    );
    res.redirect(303, coursesPaths.draftSources(draft.id));
  }

  private async sourcesFile(draft: Draft): Promise<DraftFile> {
    const file = (await this.queries.files(draft.id)).find(({ name }) => name === 'sources.yaml');
    if (!file) throw new NotFoundException('The draft has no list of sources.');
    return file;
  }
}
