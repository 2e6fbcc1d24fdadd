import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { londonTime } from '../../platform/civil-date.rules.js';
import { newId } from '../../platform/database/new-id.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields, typedPairs } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { portfolioPaths } from '../paths.js';
import { codeThemes, type Reflection, reflectionGrounds, type ReflectionWords } from '../portfolio.types.js';
import { whatIsMissing, whoMayBeKnown } from './reflection.rules.js';
import { reflectionForm, reflectionsQuery, savingForm, startingForm } from './reflections.form.js';
import { ReflectionsQueries } from './reflections.queries.js';
import { ReflectionsService } from './reflections.service.js';
import {
  PAGE_SIZE,
  reflectionFormPage,
  reflectionFormView,
  reflectionPage,
  reflectionsPage,
  reflectionsView,
  reflectionView,
} from './reflections.view.js';

const ELSEWHERE =
  'This account was saved from another page or device since you opened it. What is kept there stands below: take over what you need, then save again';

/** A learner's own reflective accounts. To everybody else, whatever their role, they do not exist. */
@Controller('portfolio/reflections')
@Allow('learning.take')
export class ReflectionsController {
  constructor(
    private readonly queries: ReflectionsQueries,
    private readonly reflections: ReflectionsService,
    private readonly activities: ActivitiesQueries,
    private readonly pages: Pages,
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query() query: object, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { id } = signedIn(req);
    const asked = reflectionsQuery.parse(query);
    const [found, removed] = await Promise.all([
      this.queries.list(id, asked, PAGE_SIZE + 1),
      asked.removed === null ? null : this.queries.known(id, asked.removed).catch(() => null),
    ]);
    const undone = removed !== null && removed.removedAt !== null ? removed : null;
    this.pages.send(req, res, reflectionsPage, reflectionsView(found, asked, undone));
  }

  /** Starts a draft: from a prompt of a lesson, from an entry, or from nothing. */
  @Post()
  async start(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const { enrolment, lesson, block, activity } = startingForm.parse(body ?? {});
    const id =
      enrolment !== undefined && lesson !== undefined && block !== undefined
        ? await this.reflections.startFromPrompt(person.id, { enrolment, lesson, block })
        : await this.reflections.start(
            person.id,
            activity === undefined ? null : await this.activities.known(person.id, activity),
          );
    res.redirect(303, portfolioPaths.editReflection(id));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const reflection = await this.queries.known(signedIn(req).id, id);
    const warnings = whoMayBeKnown(reflection, this.clock.today());
    this.pages.send(req, res, reflectionPage, reflectionView(reflection, warnings));
  }

  @Get(':id/edit')
  async write(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const reflection = await this.queries.known(signedIn(req).id, id);
    this.sendForm(req, res, reflection, reflection, { page: newId(), errors: [], elsewhere: false });
  }

  /** Keeps it, as a draft or as complete; what is sent while one types gets its answer as JSON. */
  @Post(':id')
  async save(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const reflection = await this.queries.known(person.id, id);
    const { as, page, revision, checked } = savingForm.parse(body ?? {});
    const isKept = req.accepts(['html', 'json']) === 'json';
    const parsed = parseForm(reflectionForm, body);
    if (!parsed.ok) {
      if (isKept) res.status(422).json({ problem: parsed.errors.map(({ message }) => message).join('. ') });
      else this.sendForm(req, res, reflection, wordsTyped(body), { page, errors: parsed.errors, elsewhere: false });
      return;
    }
    const words = parsed.values;
    const warnings = whoMayBeKnown(words, this.clock.today());
    const lacking = as === 'complete' ? lacks(words, warnings.length > 0 && checked !== 'yes') : [];
    // What is not complete yet is kept all the same.
    const complete = as === 'complete' && lacking.length === 0;
    const kept =
      isKept && reflection.completedOn !== null
        ? false
        : await this.reflections.save(person.id, id, words, { complete, page, revision });
    if (isKept) {
      if (kept) res.status(200).json({ savedAt: londonTime(this.clock.now()), warnings });
      else res.status(409).json({ problem: 'This account was saved from another page. Save to compare both.' });
    } else if (!kept) {
      const errors = [{ field: '', message: ELSEWHERE }];
      this.sendForm(req, res, reflection, words, { page: newId(), errors, elsewhere: true });
    } else if (lacking.length > 0) {
      const now = await this.queries.known(person.id, id);
      this.sendForm(req, res, now, words, { page, errors: lacking, elsewhere: false });
    } else {
      req.notify(complete ? 'The account is complete.' : 'The draft is kept.');
      res.redirect(303, portfolioPaths.reflection(id));
    }
  }

  @Post(':id/removals')
  async remove(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const reflection = await this.queries.known(person.id, id);
    await this.reflections.remove(person.id, reflection.id);
    res.redirect(303, portfolioPaths.reflections({ removed: reflection.id }));
  }

  @Post(':id/restorations')
  async restore(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const reflection = await this.queries.known(person.id, id);
    if (await this.reflections.restore(person.id, reflection.id)) req.notify('The account is back.');
    res.redirect(303, portfolioPaths.reflection(reflection.id));
  }

  private sendForm(
    req: Request,
    res: Response,
    reflection: Reflection,
    words: ReflectionWords,
    form: { page: string | null; errors: FieldError[]; elsewhere: boolean },
  ): void {
    const view = reflectionFormView(reflection, words, {
      ...form,
      page: form.page ?? newId(),
      script: this.views.assetUrl('reflection.js'),
      warnings: whoMayBeKnown(words, this.clock.today()),
    });
    const status = form.elsewhere ? 409 : form.errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, reflectionFormPage, view, { status });
  }
}

/** What stands between an account and its completion, by field. */
function lacks(words: ReflectionWords, unchecked: boolean): FieldError[] {
  const check = { field: 'checked', message: 'Look at what may tell who somebody is, and tick that you have' };
  return [...whatIsMissing(words), ...(unchecked ? [check] : [])];
}

/** What was typed, of a form that cannot be read in full. */
function wordsTyped(body: unknown): ReflectionWords {
  const typed = typedFields(body);
  const chosen = typedPairs(body).flatMap(({ name, value }) => (name === 'themes' ? [value] : []));
  return {
    title: typed['title'] ?? '',
    ground: reflectionGrounds.find((ground) => ground === typed['ground']) ?? null,
    nature: typed['nature'] ?? '',
    learned: typed['learned'] ?? '',
    changed: typed['changed'] ?? '',
    relevance: typed['relevance'] ?? '',
    themes: codeThemes.filter((theme) => chosen.includes(theme)),
  };
}
