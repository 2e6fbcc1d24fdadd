import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { QuestionsService } from '../../policies/questions.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { coursesPaths } from '../paths.js';
import { checkQuestionsPage, checkQuestionsView } from './check-questions.view.js';
import { outcomesOf } from './course-settings.form.js';
import { DraftFiles } from './draft-files.js';
import { type DraftFile, DraftsQueries } from './drafts.queries.js';
import { DraftsService, isLesson, isQuestions } from './drafts.service.js';
import { historyView } from './history.view.js';
import {
  detailsFields,
  detailsOf,
  lessonDetailsForm,
  type TypedDetails,
  typedDetails,
  withDetails,
} from './lesson-details.form.js';
import { withReadableSettings } from './lesson-edits.js';
import { splitLesson } from './lesson-source.js';
import { MarkdownHelp } from './markdown-help.js';
import { splitQuestions } from './question-pieces.js';
import { backOf, justSavedBy, savedInWords, studioForm, studioFormPage } from './studio-form.view.js';
import { fileName } from './file-titles.js';
import { historyPage, lessonPage, lessonView } from './studio.view.js';

const MOST_TEXT = 200_000;
const PAGE_SIZE = 20;
const textForm = z.object({
  base: z.coerce.number().int(),
  text: z
    .string()
    .max(MOST_TEXT, 'Keep it under 200,000 characters: divide it into lessons')
    .transform((text) => text.replaceAll('\r\n', '\n')),
});
const restoreForm = z.object({ number: z.coerce.number().int().min(1), seen: z.coerce.number().int().min(1) });
const moveForm = z.object({ by: z.enum(['up', 'down']).catch('down') });
const historyQuery = z.object({ before: z.coerce.number().int().min(1).nullable().catch(null).default(null) });

/** The files of a draft: a lesson with its blocks, and every file as text and with its history. */
@Controller('studio/files/:file')
@Allow('courses.author')
export class FilesController {
  constructor(
    private readonly files: DraftFiles,
    private readonly drafts: DraftsService,
    private readonly queries: DraftsQueries,
    private readonly questions: QuestionsService,
    private readonly clock: Clock,
    private readonly markdown: MarkdownHelp,
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = await this.files.known(id);
    const note = justSavedBy(file, signedIn(req).id, this.clock.now());
    const script = this.views.assetUrl('studio.js');
    if (isQuestions(file)) {
      const pages = [
        { text: 'Edit as text', href: coursesPaths.fileText(id) },
        { text: 'What was saved before', href: coursesPaths.history(id) },
      ];
      const view = checkQuestionsView(file, splitQuestions(file.text), { note, script, ways: pages });
      this.pages.send(req, res, checkQuestionsPage, view);
      return;
    }
    const source = isLesson(file) ? splitLesson(file.text) : undefined;
    if (!source) {
      res.redirect(303, coursesPaths.fileText(id));
      return;
    }
    const ways = [
      { text: 'Title, outcomes and summary', href: coursesPaths.details(id) },
      { text: 'Preview as a learner', href: coursesPaths.preview(id) },
      { text: 'Comments', href: coursesPaths.comments(id) },
      { text: 'Edit as text', href: coursesPaths.fileText(id) },
      { text: 'What was saved before', href: coursesPaths.history(id) },
    ];
    const view = lessonView(file, source.pieces, { note, script, ways, questions: await this.questions.all() });
    this.pages.send(req, res, lessonPage, view);
  }

  @Get('text')
  async text(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = await this.files.known(id);
    await this.sendText(req, res, file, { text: file.text, base: file.number, conflict: false, errors: [] });
  }

  @Post('text')
  async saveText(@Param('file') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const isKept = req.accepts(['html', 'json']) === 'json';
    const parsed = parseForm(textForm, body);
    if (!parsed.ok) {
      const { base, text = '' } = parsed.typed;
      await this.sendText(req, res, await this.files.known(id), {
        text,
        base: Number(base),
        conflict: false,
        errors: parsed.errors,
      });
      return;
    }
    const { base, text } = parsed.values;
    const { file, written } = await this.files.edit(id, isKept ? 'kept' : 'saved', signedIn(req).id, (now) =>
      now.number === base || now.text === text ? text : undefined,
    );
    if (isKept) sendKept(res, file, written, null);
    else if (!written) await this.sendText(req, res, file, { text, base: file.number, conflict: true, errors: [] });
    else {
      req.notify('Saved.');
      res.redirect(303, isLesson(file) || isQuestions(file) ? coursesPaths.file(id) : coursesPaths.draft(file.draftId));
    }
  }

  @Get('details')
  async details(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = await this.files.known(id);
    await this.sendDetails(req, res, file, detailsOf(withReadableSettings(file).text), [], false);
  }

  @Post('details')
  async saveDetails(@Param('file') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(lessonDetailsForm, body);
    if (!parsed.ok) {
      await this.sendDetails(req, res, await this.files.known(id), typedDetails(body), parsed.errors, false);
      return;
    }
    const details = parsed.values;
    const { file, written } = await this.files.edit(id, 'saved', signedIn(req).id, (now) =>
      now.number === details.base ? withDetails(withReadableSettings(now).text, details) : undefined,
    );
    if (!written) {
      await this.sendDetails(req, res, file, typedDetails(body), [], true);
      return;
    }
    req.notify('Saved.');
    res.redirect(303, coursesPaths.file(id));
  }

  @Get('history')
  async history(
    @Param('file') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const file = await this.files.known(id);
    const { before } = historyQuery.parse(query);
    const found = await this.queries.history(file.id, before, PAGE_SIZE + 1);
    this.pages.send(req, res, historyPage, historyView(file, found, PAGE_SIZE));
  }

  @Post('restorations')
  async restore(@Param('file') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const { number, seen } = restoreForm.parse(body);
    const { file, written } = await this.files.restore(id, number, seen, signedIn(req).id);
    req.notify(
      written
        ? 'Put back. What stood here before is kept as well.'
        : `Nothing was put back: ${file.savedBy} saved this after you opened the page. Look at what they saved first.`,
    );
    res.redirect(303, written ? coursesPaths.file(id) : coursesPaths.history(id));
  }

  /** An editor says that it has the file open, and is told who else has, and how new the words are. */
  @Post('presence')
  async presence(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const others = await this.files.present(id, signedIn(req).id);
    res.json({ others, number: (await this.files.known(id)).number });
  }

  @Post('moves')
  async move(
    @Param('file') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { by } = moveForm.parse(body ?? {});
    await this.drafts.moveLesson(id, by === 'up' ? -1 : 1);
    req.notify(`Moved ${by}.`);
    res.redirect(303, coursesPaths.draft((await this.files.known(id)).draftId));
  }

  @Post('copies')
  async copy(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const copy = await this.drafts.copyLesson(id, signedIn(req).id);
    req.notify('This is the copy. Give it a title of its own.');
    res.redirect(303, coursesPaths.details(copy));
  }

  @Post('removals')
  async remove(@Param('file') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = await this.drafts.removeLesson(id);
    req.notify('The lesson is removed. You can put it back below.');
    res.redirect(303, coursesPaths.draft(file.draftId));
  }

  private async sendText(
    req: Request,
    res: Response,
    file: DraftFile,
    given: { text: string; base: number; conflict: boolean; errors: FieldError[] },
  ): Promise<void> {
    const view = studioForm({
      title: isLesson(file) ? detailsOf(file.text).title || file.name : fileName(file.name),
      caption: 'Edit as text',
      back: backOf(file),
      action: coursesPaths.fileText(file.id),
      hidden: [{ name: 'base', value: String(given.base) }],
      fields: [
        {
          type: 'textarea',
          name: 'text',
          label: 'All of it, in the format of course files',
          hint: null,
          value: given.text,
          rows: 30,
        },
      ],
      button: given.conflict ? 'Save mine in place of theirs' : 'Save',
      markdown: await this.markdown.of(file.draftId),
      conflict: given.conflict
        ? {
            title: `${file.savedBy} saved this while you were writing`,
            theirs: file.text,
            theirsHref: coursesPaths.fileText(file.id),
          }
        : null,
      note: justSavedBy(file, signedIn(req).id, this.clock.now()),
      presence: coursesPaths.presence(file.id),
      keeps: true,
      script: this.views.assetUrl('studio.js'),
      links: [{ text: 'What was saved before', href: coursesPaths.history(file.id) }],
      errors: given.errors,
    });
    this.pages.send(req, res, studioFormPage, view, {
      status: given.conflict ? 409 : given.errors.length > 0 ? 422 : 200,
    });
  }

  private async sendDetails(
    req: Request,
    res: Response,
    file: DraftFile,
    typed: TypedDetails,
    errors: FieldError[],
    isConflict: boolean,
  ): Promise<void> {
    const [files, questions] = await Promise.all([this.queries.files(file.draftId), this.questions.all()]);
    const outcomes = outcomesOf(files.find(({ name }) => name === 'course.md')?.text ?? '');
    const view = studioForm({
      title: 'Title, outcomes and summary',
      caption: detailsOf(file.text).title || file.name,
      back: backOf(file),
      action: coursesPaths.details(file.id),
      hidden: [{ name: 'base', value: errors.length > 0 ? typed.base : String(file.number) }],
      fields: detailsFields(typed, outcomes, questions),
      button: isConflict ? 'Save mine in place of theirs' : 'Save',
      conflict: isConflict
        ? {
            title: `${file.savedBy} saved this lesson while you were writing`,
            theirs: splitLesson(file.text)?.frontMatter ?? '',
            theirsHref: coursesPaths.details(file.id),
          }
        : null,
      presence: coursesPaths.presence(file.id),
      script: this.views.assetUrl('studio.js'),
      errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: isConflict ? 409 : errors.length > 0 ? 422 : 200 });
  }
}

/** What an editor that keeps words by itself is told. `block`: under which key they stand now. */
export function sendKept(res: Response, file: DraftFile, written: boolean, block: string | null): void {
  if (written) res.json({ number: file.number, keptAt: file.savedAt, block });
  else
    res.status(409).json({
      message: `${file.savedBy} changed the same words on ${savedInWords(file.savedAt)}. Press Save to see both and choose.`,
    });
}
