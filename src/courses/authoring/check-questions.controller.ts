import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { QuestionsService } from '../../policies/questions.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { coursesPaths } from '../paths.js';
import { BankQueries } from '../questions/bank.queries.js';
import { takenQuestion } from '../questions/taken-question.js';
import { checkQuestionFields, emptyQuestion, type QuestionChoices, readCheckQuestion } from './check-question.form.js';
import { keyOf } from './check-questions.view.js';
import { outcomesOf } from './course-settings.form.js';
import { DraftFiles } from './draft-files.js';
import { type DraftFile, DraftsQueries } from './drafts.queries.js';
import { DraftsService, isQuestions } from './drafts.service.js';
import { sendKept } from './files.controller.js';
import { LessonEdits, sourceOfLesson } from './lesson-edits.js';
import { inserted, replaced, type SourcePiece } from './lesson-source.js';
import { MarkdownHelp } from './markdown-help.js';
import { asksForFields } from './question-fields.form.js';
import { checkFieldsOf, type CheckQuestionFields, checkSource } from './question-pieces.js';
import { PieceVerbs } from './piece-verbs.js';
import { seenIn } from './seen-piece.form.js';
import { justSavedBy, studioForm, studioFormPage, type StudioFormView } from './studio-form.view.js';
import { fileName } from './file-titles.js';

/** The questions of a knowledge check, one by one. */
@Controller('studio/files/:file/questions')
@Allow('courses.author')
export class CheckQuestionsController {
  constructor(
    private readonly edits: LessonEdits,
    private readonly verbs: PieceVerbs,
    private readonly files: DraftFiles,
    private readonly queries: DraftsQueries,
    private readonly questions: QuestionsService,
    private readonly bank: BankQueries,
    private readonly drafts: DraftsService,
    private readonly markdown: MarkdownHelp,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  @Get('new')
  async begin(
    @Param('file') id: string,
    @Query('bank') bank: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const file = await this.file(id);
    const begun =
      typeof bank === 'string'
        ? takenQuestion(await this.bank.known(bank), (await this.drafts.open(file.draftId)).slug)
        : { key: '', fields: emptyQuestion };
    await this.sendNew(req, res, file, { ...begun, errors: [] });
  }

  @Post()
  async add(
    @Param('file') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const file = await this.file(id);
    const key = keyOf(body);
    const { fields, errors } = readCheckQuestion(body, await this.choices(file, null), emptyQuestion);
    const isShown = asksForFields(body);
    const faults = [...(await this.faultsOf(file, key)), ...errors];
    if (isShown || faults.length > 0) {
      await this.sendNew(req, res, file, { key, fields, errors: isShown ? [] : faults });
      return;
    }
    await this.edits.add(id, signedIn(req).id, () => inserted(fields.after || null, checkSource(fields, key)));
    req.notify('The question is added.');
    res.redirect(303, coursesPaths.file(id));
  }

  @Get(':question')
  async show(@Param('file') id: string, @Param('question') key: string, @Req() req: Request, @Res() res: Response) {
    const file = await this.file(id);
    const { piece } = await this.edits.piece(id, key);
    await this.sendQuestion(req, res, file, piece, {
      fields: known(piece),
      base: file.number,
      errors: [],
      conflict: null,
    });
  }

  @Post(':question')
  async save(
    @Param('file') id: string,
    @Param('question') key: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const isKept = req.accepts(['html', 'json']) === 'json';
    const seen = seenIn(key, body);
    const before = await this.edits.seen(id, seen);
    const file = await this.file(id);
    const { fields, errors } = readCheckQuestion(body, await this.choices(file, before.id), known(before));
    const isShown = asksForFields(body);
    if (errors.length > 0 || isShown) {
      if (isKept) res.status(422).json({ message: errors.map(({ message }) => message).join('. ') });
      else {
        const given = { fields, base: seen.number, errors: isShown ? [] : errors, conflict: null };
        await this.sendQuestion(req, res, file, before, given);
      }
      return;
    }
    const edited = await this.edits.change(id, seen, isKept ? 'kept' : 'saved', signedIn(req).id, (piece) =>
      replaced(piece, checkSource(fields, piece.id)),
    );
    if (isKept) {
      sendKept(res, edited.file, edited.saved, before.id);
      return;
    }
    if (edited.saved) {
      req.notify('The question is saved.');
      res.redirect(303, coursesPaths.file(id));
      return;
    }
    const title = `${edited.file.savedBy} ${edited.theirs ? 'changed' : 'removed'} this question while you were writing`;
    const theirsHref = edited.theirs ? coursesPaths.checkQuestion(id, edited.theirs.id) : coursesPaths.file(id);
    const conflict = { title, theirs: edited.theirs?.raw ?? null, theirsHref };
    const { number } = edited.file;
    if (edited.theirs)
      await this.sendQuestion(req, res, edited.file, edited.theirs, { fields, base: number, errors: [], conflict });
    else await this.sendNew(req, res, edited.file, { key: before.id, fields, errors: [] }, conflict);
  }

  @Post(':question/moves')
  async move(
    @Param('file') file: string,
    @Param('question') piece: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.verbs.move(req, res, { file, piece, what: 'question' }, body);
  }

  @Post(':question/copies')
  async copy(
    @Param('file') file: string,
    @Param('question') piece: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.verbs.copy(req, res, { file, piece, what: 'question' }, body);
  }

  @Post(':question/removals')
  async remove(
    @Param('file') file: string,
    @Param('question') piece: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.verbs.remove(req, res, { file, piece, what: 'question' }, body);
  }

  /** Throws NotFoundException when it is no file of questions. */
  private async file(id: string): Promise<DraftFile> {
    const file = await this.files.known(id);
    if (!isQuestions(file)) throw new NotFoundException('This page of the draft has no questions.');
    return file;
  }

  /** What there is to choose from; of the questions all but the one itself. */
  private async choices(file: DraftFile, own: string | null): Promise<QuestionChoices> {
    const [files, policyQuestions] = await Promise.all([this.queries.files(file.draftId), this.questions.all()]);
    const others = sourceOfLesson(file).pieces.flatMap((piece) => {
      const fields = piece.id === own ? undefined : checkFieldsOf(piece);
      return fields ? [{ key: piece.id, stem: fields.stem }] : [];
    });
    const outcomes = outcomesOf(files.find(({ name }) => name === 'course.md')?.text ?? '');
    return { outcomes, policyQuestions, others };
  }

  /** A question goes by a name of its own in all of the course. */
  private async faultsOf(file: DraftFile, key: string): Promise<FieldError[]> {
    if (key === '') return [{ field: 'key', message: 'Give it a short name, of letters and digits' }];
    const files = await this.queries.files(file.draftId);
    const where = files.find((each) => isQuestions(each) && sourceOfLesson(each).pieces.some(({ id }) => id === key));
    return where ? [{ field: 'key', message: `There is a question ${key} already, in “${fileName(where.name)}”` }] : [];
  }

  private async sendNew(
    req: Request,
    res: Response,
    file: DraftFile,
    given: { key: string; fields: CheckQuestionFields; errors: FieldError[] },
    conflict: StudioFormView['conflict'] = null,
  ): Promise<void> {
    const view = studioForm({
      title: 'A new question',
      caption: fileName(file.name),
      back: { text: 'The questions', href: coursesPaths.file(file.id) },
      action: coursesPaths.checkQuestions(file.id),
      fields: checkQuestionFields(given.fields, await this.choices(file, null), given.key),
      button: 'Add the question',
      markdown: await this.markdown.of(file.draftId, { pictures: false }),
      conflict,
      presence: coursesPaths.presence(file.id),
      script: this.views.assetUrl('studio.js'),
      errors: given.errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: conflict ? 409 : given.errors.length > 0 ? 422 : 200 });
  }

  private async sendQuestion(
    req: Request,
    res: Response,
    file: DraftFile,
    piece: SourcePiece,
    given: { fields: CheckQuestionFields; base: number; errors: FieldError[]; conflict: StudioFormView['conflict'] },
  ): Promise<void> {
    const view = studioForm({
      title: piece.id,
      caption: fileName(file.name),
      back: { text: 'The questions', href: coursesPaths.file(file.id) },
      action: coursesPaths.checkQuestion(file.id, piece.id),
      hidden: [
        { name: 'base', value: String(given.base) },
        { name: 'piece', value: piece.id },
      ],
      fields: checkQuestionFields(given.fields, await this.choices(file, piece.id), null),
      button: given.conflict ? 'Save mine in place of theirs' : 'Save the question',
      markdown: await this.markdown.of(file.draftId, { pictures: false }),
      conflict: given.conflict,
      note: justSavedBy(file, signedIn(req).id, this.clock.now()),
      presence: coursesPaths.presence(file.id),
      keeps: given.conflict === null,
      script: this.views.assetUrl('studio.js'),
      errors: given.errors,
    });
    const status = given.conflict ? 409 : given.errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, studioFormPage, view, { status });
  }
}

function known(piece: SourcePiece): CheckQuestionFields {
  const fields = checkFieldsOf(piece);
  if (!fields) throw new NotFoundException('There is no form for this question. Change it under “Edit as text”.');
  return fields;
}
