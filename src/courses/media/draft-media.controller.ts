import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Upload } from '../../platform/http/upload.js';
import { Pages } from '../../platform/views/pages.js';
import { DraftsQueries } from '../authoring/drafts.queries.js';
import { DraftsService } from '../authoring/drafts.service.js';
import { mediaIn } from '../format/media-file.js';
import { coursesPaths } from '../paths.js';
import { CourseMedia } from './course-media.js';
import { DraftMedia } from './draft-media.js';
import { draftMediaPage, draftMediaView } from './draft-media.view.js';
import { MOST_MEDIUM_BYTES } from './medium-content.js';
import { sendMedium } from './medium-response.js';

const addForm = z.object({ replaced: z.string().max(100).catch('').default('') });

/** The pictures, recordings and documents of a draft. */
@Controller('studio/drafts/:draft/media')
@Allow('courses.author')
export class DraftMediaController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly draftMedia: DraftMedia,
    private readonly media: CourseMedia,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, id, { replaced: '', errors: [] });
  }

  @Post()
  @Upload({ field: 'file', maxBytes: MOST_MEDIUM_BYTES, tooLarge: 'form' })
  async add(@Param('draft') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const draft = await this.drafts.open(id);
    const { replaced } = addForm.parse(body ?? {});
    const { file } = req;
    const refuse = (message: string) => this.send(req, res, id, { replaced, errors: [{ field: 'file', message }] });
    if (!file) {
      await refuse(
        req.uploadTooLarge ? 'The file is larger than 50 MB. Save it smaller, or divide it' : 'Choose a file',
      );
      return;
    }
    const given = { name: file.originalname, bytes: file.buffer, replaced };
    const added = await this.draftMedia.add(draft.id, given, signedIn(req).id);
    if ('problem' in added) {
      await refuse(added.problem);
      return;
    }
    const { medium, known } = added;
    req.notify(known ? `The draft has this file already: ${medium.file}.` : `${medium.file} is added to the draft.`);
    res.redirect(303, coursesPaths.media(draft.id));
  }

  /** Reviewers see what the lessons that they read show. */
  @Get(':file')
  @Allow('courses.review')
  async show(@Param('draft') id: string, @Param('file') file: string, @Req() req: Request, @Res() res: Response) {
    const medium = await this.media.ofDraft(id, file);
    await sendMedium(req, res, medium, { file, kept: false, open: (sha256, part) => this.media.open(sha256, part) });
  }

  @Post(':file/removals')
  async remove(@Param('draft') id: string, @Param('file') file: string, @Req() req: Request, @Res() res: Response) {
    const draft = await this.drafts.open(id);
    const removed = await this.draftMedia.remove(draft.id, file, signedIn(req).id);
    req.notify(
      removed
        ? `${file} is taken out of the draft.`
        : `${file} stays: a lesson uses it meanwhile. Take it out there first.`,
    );
    res.redirect(303, coursesPaths.media(draft.id));
  }

  private async send(
    req: Request,
    res: Response,
    id: string,
    given: { replaced: string; errors: FieldError[] },
  ): Promise<void> {
    const draft = await this.drafts.open(id);
    const files = await this.queries.files(draft.id);
    const kept = await this.media.byHash([...mediaIn(files).values()].map(({ sha256 }) => sha256));
    const status = given.errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, draftMediaPage, draftMediaView(draft, files, kept, given), { status });
  }
}
