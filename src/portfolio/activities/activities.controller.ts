import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields, typedPairs } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Upload } from '../../platform/http/upload.js';
import { Pages } from '../../platform/views/pages.js';
import { EvidenceFiles, MOST_FILE_BYTES, MOST_FILES } from '../evidence/evidence-files.js';
import { ACCEPTED } from '../evidence/evidence-kind.js';
import { portfolioPaths } from '../paths.js';
import type { Activity } from '../portfolio.types.js';
import { activitiesQuery, activityForm, remarksForm } from './activities.form.js';
import { activityFormPage, activityFormView } from './activity-form.view.js';
import { ActivitiesQueries } from './activities.queries.js';
import { ActivitiesService } from './activities.service.js';
import { activityPage, activityView, PAGE_SIZE, portfolioPage, portfolioView } from './activities.view.js';

/** A learner's own portfolio. To everybody else, whatever their role, its entries do not exist. */
@Controller('portfolio')
@Allow('learning.take')
export class ActivitiesController {
  constructor(
    private readonly queries: ActivitiesQueries,
    private readonly activities: ActivitiesService,
    private readonly files: EvidenceFiles,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const asked = activitiesQuery.parse(query);
    const [found, totals, removed] = await Promise.all([
      this.queries.list(id, asked, PAGE_SIZE + 1),
      this.queries.totals(id, asked),
      asked.removed === null ? null : this.queries.known(id, asked.removed).catch(() => null),
    ]);
    const undone = removed !== null && removed.removedAt !== null ? removed : null;
    this.pages.send(req, res, portfolioPage, portfolioView(found, totals, asked, undone));
  }

  @Get('activities/new')
  ask(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, activityFormPage, activityFormView(null, newId(), null));
  }

  @Post('activities')
  async add(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const typedId = typedFields(body)['formId'] ?? '';
    const formId = isId(typedId) ? typedId : newId();
    const parsed = parseForm(activityForm(this.clock.today()), body);
    if (!parsed.ok) {
      this.sendForm(req, res, null, formId, body, parsed.errors);
      return;
    }
    const id = await this.activities.add(person.id, formId, parsed.values);
    req.notify('It is in your portfolio. You can add evidence below.');
    res.redirect(303, portfolioPaths.activity(id));
  }

  @Get('activities/:id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendActivity(req, res, await this.queries.known(signedIn(req).id, id), []);
  }

  @Get('activities/:id/edit')
  async askChange(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const activity = await this.queries.known(signedIn(req).id, id);
    this.pages.send(req, res, activityFormPage, activityFormView(activity, activity.id, null));
  }

  @Post('activities/:id')
  async change(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const person = signedIn(req);
    const activity = await this.queries.known(person.id, id);
    // Of what its certificate filed, only remarks are the learner's.
    const problems =
      activity.certificateNumber === null
        ? await this.saved(activityForm(this.clock.today()), body, (details) =>
            this.activities.change(person.id, id, details),
          )
        : await this.saved(remarksForm, body, (remarks) => this.activities.remark(person.id, id, remarks));
    if (problems.length > 0) {
      this.sendForm(req, res, activity, activity.id, body, problems);
      return;
    }
    req.notify('Saved.');
    res.redirect(303, portfolioPaths.activity(id));
  }

  @Post('activities/:id/removals')
  async remove(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const activity = await this.queries.known(person.id, id);
    await this.activities.remove(person.id, activity.id);
    res.redirect(303, portfolioPaths.activities({ removed: activity.id }));
  }

  @Post('activities/:id/restorations')
  async restore(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const activity = await this.queries.known(person.id, id);
    if (await this.activities.restore(person.id, activity.id)) req.notify(`“${activity.title}” is back.`);
    res.redirect(303, portfolioPaths.activity(activity.id));
  }

  @Post('activities/:id/evidence')
  @Upload({ field: 'file', maxBytes: MOST_FILE_BYTES, tooLarge: 'form' })
  async addEvidence(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const activity = await this.queries.known(person.id, id);
    const problem = await this.uploadProblem(req, person.id, activity);
    if (problem !== null) {
      await this.sendActivity(req, res, activity, [{ field: 'file', message: problem }]);
      return;
    }
    req.notify('The file is added.');
    res.redirect(303, portfolioPaths.activity(activity.id));
  }

  @Get('activities/:id/evidence/:file')
  async evidence(
    @Param('id') id: string,
    @Param('file') fileId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { file, bytes } = await this.files.read(signedIn(req).id, id, fileId);
    res.attachment(file.name);
    res.setHeader('Cache-Control', 'no-store');
    res.type(file.mediaType).send(bytes);
  }

  @Post('activities/:id/evidence/:file/removals')
  async removeEvidence(
    @Param('id') id: string,
    @Param('file') fileId: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const person = signedIn(req);
    const activity = await this.queries.known(person.id, id);
    if (!isId(fileId)) throw new NotFoundException('You have no such file in your portfolio.');
    if (await this.files.remove(person.id, activity.id, fileId)) req.notify('The file is deleted.');
    res.redirect(303, portfolioPaths.activity(activity.id));
  }

  /** Saves a form that is in order; answers what is wrong with one that is not. */
  private async saved<Schema extends z.ZodType>(
    form: Schema,
    body: unknown,
    save: (values: z.output<Schema>) => Promise<void>,
  ): Promise<FieldError[]> {
    const parsed = parseForm(form, body);
    if (!parsed.ok) return parsed.errors;
    await save(parsed.values);
    return [];
  }

  private async uploadProblem(req: Request, personId: string, activity: Activity): Promise<string | null> {
    if (req.uploadTooLarge === true)
      return `Choose a file of at most ${String(MOST_FILE_BYTES / 1_048_576)} MB. Pictures can be saved smaller`;
    if (!req.file) return 'Choose a file';
    return this.files.add(personId, activity.id, { name: req.file.originalname, bytes: req.file.buffer });
  }

  private sendForm(
    req: Request,
    res: Response,
    activity: Activity | null,
    formId: string,
    body: unknown,
    errors: FieldError[],
  ): void {
    const themes = typedPairs(body)
      .filter(({ name }) => name === 'themes')
      .map(({ value }) => value);
    const view = activityFormView(activity, formId, { typed: typedFields(body), themes, errors });
    this.pages.send(req, res, activityFormPage, view, { status: 422 });
  }

  private async sendActivity(req: Request, res: Response, activity: Activity, errors: FieldError[]): Promise<void> {
    const evidence = await this.files.ofActivity(signedIn(req).id, activity.id);
    const files = { accept: ACCEPTED, mostMegabytes: MOST_FILE_BYTES / 1_048_576, mostFiles: MOST_FILES };
    this.pages.send(req, res, activityPage, activityView(activity, evidence, files, errors, this.clock.today()), {
      status: errors.length > 0 ? 422 : 200,
    });
  }
}
