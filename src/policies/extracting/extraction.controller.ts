import { Body, Controller, Get, HttpException, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { policiesPaths } from '../paths.js';
import { QuestionsService } from '../questions.service.js';
import { openDoubts } from './answer-fields.view.js';
import { type AnswerFields, answerFieldsFrom, doubtsAbout, readAnswer } from './answer.form.js';
import { AnswersService } from './answers.service.js';
import { type Desk, Desks } from './desk.js';
import { DraftsService } from './drafts.service.js';
import { placeForm, placeQuery } from './extraction.form.js';
import { ExtractionQueries } from './extraction.queries.js';
import { extractionPage, type Opened, extractionView, opened } from './extraction.view.js';
import { locatorWith, quoteWith } from './passages.rules.js';
import { mayPointTo } from './pointers.rules.js';
import { withdrawnPage, withdrawnView } from './withdrawn.view.js';
import { isId } from '../../platform/database/new-id.js';

/** Reading a document, question by question. */
@Controller('documents/:id/extraction')
@Allow('policies.extract')
export class ExtractionController {
  constructor(
    private readonly desks: Desks,
    private readonly queries: ExtractionQueries,
    private readonly questions: QuestionsService,
    private readonly answers: AnswersService,
    private readonly drafts: DraftsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Param('id') id: string, @Query() query: object, @Req() req: Request, @Res() res: Response) {
    const desk = await this.desks.lay(known(id), placeQuery.parse(query));
    if (!desk) return this.sendWithdrawn(req, res, id, null);
    this.send(req, res, desk, opened(desk, signedIn(req).id), { errors: [], doubts: [] });
  }

  @Post('answers')
  async save(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const { place, fields, desk } = await this.received(id, body);
    if (!desk) return this.sendWithdrawn(req, res, id, { key: place.question, fields });
    const form: Opened = { fields, base: place.base, version: place.version, beside: null };
    const read = readAnswer(desk.question, fields, mayPointTo(desk.answers, desk.question.key));
    const doubts = read.answer ? openDoubts(doubtsAbout(desk.question, read.answer, this.clock.today()), body) : [];
    if (!read.answer || doubts.length > 0) {
      this.send(req, res, desk, form, { errors: read.errors, doubts });
      return;
    }
    const saved = await this.answers.save({ documentId: id, ...place }, read.answer, place.base, signedIn(req).id);
    switch (saved.is) {
      case 'refused': {
        this.send(req, res, desk, form, { errors: saved.reasons.map(asError), doubts: [] });
        return;
      }
      case 'overtaken': {
        // From here on the form stands over what the other person saved, which is shown beside it.
        const now = { ...desk, standing: saved.standing };
        this.send(
          req,
          res,
          now,
          { ...form, base: saved.standing?.id ?? null, beside: 'standing' },
          {
            errors: [asError(overtaken)],
            doubts: [],
          },
        );
        return;
      }
      default:
        req.notify(saved.is === 'saved' ? recorded : 'Nothing was changed: the same answer stands there already.');
        res.redirect(303, policiesPaths.extraction(id, { question: nextOpen(desk) }));
    }
  }

  /** Keeps what is typed, then turns the page or takes a passage as the quote. A script that keeps it is told as JSON. */
  @Post('drafts')
  async keep(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const { place, fields, desk } = await this.received(id, body);
    const wantsJson = req.accepts(['html', 'json']) === 'json';
    if (!desk) {
      if (wantsJson) throw new HttpException('The document was withdrawn. Copy what you typed.', 410);
      return this.sendWithdrawn(req, res, id, { key: place.question, fields });
    }
    const { page, written } = await this.follow(desk, place.then, fields);
    const version = await this.drafts.keep(
      {
        documentLineage: desk.document.lineage,
        questionId: desk.question.id,
        part: desk.part,
        personId: signedIn(req).id,
      },
      written,
      { base: place.base, version: place.version },
    );
    if (version === null && wantsJson) throw new HttpException(elsewhere, 409);
    if (version === null) {
      const [draft] = (await this.queries.drafts(desk.document.lineage)).filter(isAt(desk, signedIn(req).id));
      const form: Opened = { fields: written, base: place.base, version: draft?.version ?? 0, beside: 'draft' };
      this.send(req, res, desk, form, { errors: [asError(elsewhere)], doubts: [] });
      return;
    }
    if (wantsJson) return res.json({ version, keptAt: this.clock.now().toISOString() });
    if (place.then === null) req.notify('The draft is kept. You find it under “Mine” among the facts, on any device.');
    const to = { question: desk.question.key, part: desk.part, page: page ?? place.page ?? undefined };
    const fragment = place.then === null ? '' : place.then.startsWith('use') ? '#quote' : '#text';
    res.redirect(303, policiesPaths.extraction(id, to) + fragment);
  }

  @Post('discarded-drafts')
  async discard(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const { place, desk } = await this.received(id, body);
    const lineage = desk?.document.lineage ?? (await this.queries.withdrawn(id))?.lineage;
    const question = (await this.questions.all()).find(({ key }) => key === place.question);
    if (lineage !== undefined && question)
      await this.drafts.discard({
        documentLineage: lineage,
        questionId: question.id,
        part: place.part,
        personId: signedIn(req).id,
      });
    req.notify('The draft is thrown away.');
    res.redirect(
      303,
      desk
        ? policiesPaths.extraction(id, { question: place.question, part: place.part })
        : policiesPaths.toVerify({ queue: 'mine' }),
    );
  }

  private async received(id: string, body: unknown) {
    const place = placeForm.parse(body);
    const fields = answerFieldsFrom(body);
    return { place, fields, desk: await this.desks.lay(known(id), place) };
  }

  /** What the pressed button asks for besides keeping the draft. */
  private async follow(desk: Desk, then: string | null, fields: AnswerFields) {
    const [what, where = ''] = (then ?? '').split(':');
    const [page = 1, passage = 1] = where.split('.').map(Number);
    if (what === 'page') return { page, written: fields };
    const text = what === 'use' ? await this.desks.passage(desk, page, passage) : undefined;
    if (text === undefined) return { page: null, written: fields };
    const locator = isPaged(desk) ? locatorWith(fields.locator, page) : fields.locator;
    return { page, written: { ...fields, quote: quoteWith(fields.quote, text), locator } };
  }

  private send(
    req: Request,
    res: Response,
    desk: Desk,
    form: Opened,
    wrong: { errors: FieldError[]; doubts: string[] },
  ) {
    const view = extractionView(desk, form, {
      ...wrong,
      personId: signedIn(req).id,
      whyNot: this.answers.whyNotNow(desk.document, desk.question),
      script: this.views.assetUrl('extraction.js'),
    });
    const status = wrong.errors.length + wrong.doubts.length > 0 ? 422 : 200;
    this.pages.send(req, res, extractionPage, view, { status });
  }

  /** What was typed stays on the page, although it can be saved no more. */
  private async sendWithdrawn(
    req: Request,
    res: Response,
    id: string,
    typed: { key: string; fields: AnswerFields } | null,
  ) {
    const document = await this.queries.withdrawn(id);
    if (!document) throw new NotFoundException('There is no such document.');
    const mine = (await this.queries.drafts(document.lineage)).filter(({ personId }) => personId === signedIn(req).id);
    const view = withdrawnView(id, document.title, mine, typed, await this.questions.all());
    this.pages.send(req, res, withdrawnPage, view, { status: 410 });
  }
}

const recorded = 'The answer is recorded. It waits for a second person, and is in no lesson until then.';
const overtaken =
  'Somebody else saved an answer here while you were writing. Both are below: save yours in its place, or leave theirs.';
const elsewhere =
  'This draft was changed, saved or thrown away on another page of yours. What you typed here is still here; keep it once more to put it in its place.';

const asError = (message: string): FieldError => ({ field: '', message });
const isPaged = (desk: Desk): boolean => desk.document.file?.mediaType === 'application/pdf';
const isAt =
  (desk: Desk, person: string) =>
  ({ key, part, personId }: { key: string; part: number; personId: string }): boolean =>
    key === desk.question.key && part === desk.part && personId === person;

/** The next question of the catalogue that nobody answered here; the first of those before it when none is left after. */
function nextOpen(desk: Desk): string | undefined {
  const answered = new Set([...desk.answers.map(({ key }) => key), desk.question.key]);
  const at = desk.questions.findIndex(({ key }) => key === desk.question.key);
  const inTurn = [...desk.questions.slice(at + 1), ...desk.questions.slice(0, at)];
  return inTurn.find(({ key, retired }) => !retired && !answered.has(key))?.key ?? desk.question.key;
}

/** An id as it stands in an address. */
function known(id: string): string {
  if (!isId(id)) throw new NotFoundException('There is no such document.');
  return id;
}
