import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { QuestionsService } from '../../policies/questions.service.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { coursesPaths } from '../paths.js';
import { PublicationPlans } from '../publishing/publication-plans.js';
import { courseSettingsForm, outcomesOf, settingsFields, settingsOf, withSettings } from './course-settings.form.js';
import { DraftFiles } from './draft-files.js';
import { type Draft, type DraftFile, DraftsQueries } from './drafts.queries.js';
import { DraftsService } from './drafts.service.js';
import {
  detailsFields,
  detailsOf,
  lessonDetailsForm,
  slugFor,
  type TypedDetails,
  typedDetails,
} from './lesson-details.form.js';
import { withReadableSettings } from './lesson-edits.js';
import { MarkdownHelp } from './markdown-help.js';
import { studioForm, studioFormPage } from './studio-form.view.js';
import { draftPage, draftView, problemsPage, problemsView } from './studio.view.js';

/** The draft of a course: its settings and its lessons. */
@Controller('studio/drafts/:draft')
@Allow('courses.author')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly files: DraftFiles,
    private readonly queries: DraftsQueries,
    private readonly plans: PublicationPlans,
    private readonly questions: QuestionsService,
    private readonly markdown: MarkdownHelp,
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const [files, removed, plan] = await Promise.all([
      this.queries.files(draft.id),
      this.queries.removed(draft.id),
      this.plans.latest(draft.id),
    ]);
    const ways = [
      { text: 'Settings of the course', href: coursesPaths.settings(draft.id) },
      { text: 'Sources from the register', href: coursesPaths.draftSources(draft.id) },
      { text: 'Pictures, video and documents', href: coursesPaths.media(draft.id) },
      { text: 'Outcomes and questions', href: coursesPaths.outcomeMatrix(draft.id) },
      { text: 'Review and publish', href: coursesPaths.review(draft.id) },
      { text: 'What it changes', href: coursesPaths.differences(draft.id) },
      { text: 'Share a preview', href: coursesPaths.previewLinks(draft.id) },
      { text: 'What has to be put right', href: coursesPaths.problems(draft.id) },
    ];
    this.pages.send(
      req,
      res,
      draftPage,
      draftView(draft, files, removed, plan, ways, this.views.assetUrl('studio.js')),
    );
  }

  @Get('problems')
  async problems(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const files = await this.queries.files(draft.id);
    this.pages.send(req, res, problemsPage, problemsView(draft, files, await this.drafts.problems(files)));
  }

  @Get('settings')
  async settings(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const file = await this.courseFile(draft);
    await this.sendSettings(req, res, draft, file, settingsOf(withReadableSettings(file).text), [], false);
  }

  @Post('settings')
  async saveSettings(@Param('draft') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const draft = await this.drafts.open(id);
    const course = await this.courseFile(draft);
    const parsed = parseForm(courseSettingsForm, body);
    if (!parsed.ok) {
      await this.sendSettings(req, res, draft, course, typedFields(body), parsed.errors, false);
      return;
    }
    const settings = parsed.values;
    const { file, written } = await this.files.edit(course.id, 'saved', signedIn(req).id, (now) =>
      now.number === settings.base ? withSettings(withReadableSettings(now).text, settings) : undefined,
    );
    if (!written) {
      await this.sendSettings(req, res, draft, file, typedFields(body), [], true);
      return;
    }
    req.notify('The settings are saved.');
    res.redirect(303, coursesPaths.draft(draft.id));
  }

  @Get('lessons/new')
  async newLesson(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendNewLesson(req, res, await this.drafts.open(id), detailsOf(''), []);
  }

  @Post('lessons')
  async addLesson(@Param('draft') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const draft = await this.drafts.open(id);
    const parsed = parseForm(lessonDetailsForm, body);
    if (!parsed.ok) {
      await this.sendNewLesson(req, res, draft, typedDetails(body), parsed.errors);
      return;
    }
    const fileId = await this.drafts.addLesson(
      draft.id,
      { ...parsed.values, slug: slugFor(parsed.values.title) },
      signedIn(req).id,
    );
    if (fileId === undefined) {
      const message = 'A lesson of this course has this title, or nearly. Give this one another';
      await this.sendNewLesson(req, res, draft, typedDetails(body), [{ field: 'title', message }]);
      return;
    }
    req.notify('The lesson is added. Now its blocks.');
    res.redirect(303, coursesPaths.file(fileId));
  }

  @Post('returns')
  async putBack(
    @Param('draft') id: string,
    @Body() body: { file?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.drafts.putBack(id, typeof body?.file === 'string' ? body.file : '');
    req.notify('The lesson is back.');
    res.redirect(303, coursesPaths.draft(id));
  }

  @Post('discards')
  async discard(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.drafts.discard(id);
    req.notify('The draft is laid aside. Learners see the course as it is published.');
    res.redirect(303, coursesPaths.studio());
  }

  private async courseFile(draft: Draft): Promise<DraftFile> {
    const file = (await this.queries.files(draft.id)).find(({ name }) => name === 'course.md');
    if (!file) throw new NotFoundException('This draft has no course.md: begin another.');
    return file;
  }

  private async sendSettings(
    req: Request,
    res: Response,
    draft: Draft,
    file: DraftFile,
    typed: Record<string, string>,
    errors: FieldError[],
    isConflict: boolean,
  ): Promise<void> {
    const view = studioForm({
      title: 'Settings of the course',
      caption: draft.title,
      back: { text: draft.title, href: coursesPaths.draft(draft.id) },
      action: coursesPaths.settings(draft.id),
      hidden: [{ name: 'base', value: errors.length > 0 ? (typed['base'] ?? '') : String(file.number) }],
      fields: settingsFields(typed),
      button: isConflict ? 'Save mine in place of theirs' : 'Save',
      markdown: await this.markdown.of(draft.id, { pictures: false }),
      conflict: isConflict
        ? {
            title: `${file.savedBy} saved the settings while you were writing`,
            theirs: file.text,
            theirsHref: coursesPaths.settings(draft.id),
          }
        : null,
      presence: coursesPaths.presence(file.id),
      script: this.views.assetUrl('studio.js'),
      links: [{ text: 'What was saved before', href: coursesPaths.history(file.id) }],
      errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: isConflict ? 409 : errors.length > 0 ? 422 : 200 });
  }

  private async sendNewLesson(req: Request, res: Response, draft: Draft, typed: TypedDetails, errors: FieldError[]) {
    const outcomes = outcomesOf((await this.courseFile(draft)).text);
    const view = studioForm({
      title: 'A new lesson',
      caption: draft.title,
      back: { text: draft.title, href: coursesPaths.draft(draft.id) },
      action: coursesPaths.lessons(draft.id),
      fields: detailsFields(typed, outcomes, await this.questions.all()),
      button: 'Add the lesson',
      script: this.views.assetUrl('studio.js'),
      errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
