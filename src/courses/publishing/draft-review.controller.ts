import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { courseFiles, DraftsService } from '../authoring/drafts.service.js';
import { DraftsQueries } from '../authoring/drafts.queries.js';
import { coursesPaths } from '../paths.js';
import { PublishingService } from '../publishing.service.js';
import { draftReviewKinds } from './blockers.rules.js';
import { differencesBetween } from './course-differences.js';
import { DraftPublishingService } from './draft-publishing.service.js';
import { draftReviewPage, draftReviewView, differencesPage } from './draft-review.view.js';
import { DraftReviewsQueries } from './draft-reviews.queries.js';
import { DraftReviewsService } from './draft-reviews.service.js';
import { PublicationPlans } from './publication-plans.js';
import { whatChangedField } from './what-changed.form.js';

const askForm = z.object({
  asked: z.enum(draftReviewKinds, 'Choose which review'),
  reviewer: z.string().min(1, 'Choose who reviews it'),
});
const verdictForm = z.object({
  read: z.string().catch('').default(''),
  kind: z.enum(draftReviewKinds, 'Choose which review you give'),
  verdict: z.enum(['approved', 'changes'], 'Choose whether you approve'),
  reviewerRole: z
    .string()
    .trim()
    .min(1, 'Enter your role and credentials: learners see them beside your name')
    .max(200, 'Keep the role under 200 characters'),
  note: z
    .string()
    .trim()
    .max(1000, 'Keep it under 1,000 characters')
    .default('')
    .transform((text) => (text === '' ? null : text)),
});
const publishForm = z.object({ whatChanged: whatChangedField });

/** Reviews of a draft, what stands in its way, and publishing it. */
@Controller('studio/drafts/:draft')
@Allow('courses.review')
export class DraftReviewController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly draftsQueries: DraftsQueries,
    private readonly publishing: DraftPublishingService,
    private readonly versions: PublishingService,
    private readonly reviews: DraftReviewsService,
    private readonly queries: DraftReviewsQueries,
    private readonly plans: PublicationPlans,
    private readonly accounts: AccountsService,
    private readonly questions: QuestionsService,
    private readonly pages: Pages,
  ) {}

  @Get('review')
  async show(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, id, {}, []);
  }

  @Post('review-requests')
  @Allow('courses.author')
  async ask(
    @Param('draft') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(askForm, body);
    const { asked, reviewer } = parsed.ok ? parsed.values : { asked: 'peer' as const, reviewer: '' };
    const refused = parsed.ok ? await this.reviews.ask(id, asked, reviewer, signedIn(req).id) : null;
    if (!parsed.ok || refused !== null) {
      await this.send(
        req,
        res,
        id,
        typedFields(body),
        parsed.ok ? [{ field: 'reviewer', message: refused ?? '' }] : parsed.errors,
      );
      return;
    }
    req.notify('They are asked, by email.');
    res.redirect(303, coursesPaths.review(id));
  }

  @Post('verdicts')
  async say(
    @Param('draft') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(verdictForm, body);
    const refused = parsed.ok ? await this.reviews.say(id, parsed.values, signedIn(req).id) : null;
    if (!parsed.ok || refused !== null) {
      await this.send(
        req,
        res,
        id,
        typedFields(body),
        parsed.ok ? [{ field: 'verdict', message: refused ?? '' }] : parsed.errors,
      );
      return;
    }
    req.notify('Your review is recorded.');
    res.redirect(303, coursesPaths.review(id));
  }

  @Post('settlements')
  async settle(
    @Param('draft') id: string,
    @Body() body: { comment?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.reviews.settle((await this.drafts.open(id)).id, typeof body?.comment === 'string' ? body.comment : '');
    req.notify('The comment is settled.');
    res.redirect(303, coursesPaths.review(id));
  }

  @Post('publications')
  @Allow('courses.author')
  async publish(
    @Param('draft') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(publishForm, body);
    if (!parsed.ok) {
      await this.send(req, res, id, parsed.typed, parsed.errors);
      return;
    }
    const outcome = await this.publishing.publish(id, parsed.values.whatChanged);
    if ('blockers' in outcome) {
      const message = 'It was not published: what stands in the way is listed below';
      await this.send(req, res, id, typedFields(body), [{ field: '', message }]);
      return;
    }
    req.notify(`Version ${String(outcome.number)} is published. Learners under way stay on theirs and are offered it.`);
    res.redirect(303, `/courses/${outcome.slug}`);
  }

  @Post('bases')
  @Allow('courses.author')
  async follow(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.publishing.followNewest(id);
    req.notify('The draft follows the newest version now. Check below what publishing it would change.');
    res.redirect(303, coursesPaths.differences(id));
  }

  @Get('differences')
  async differences(@Param('draft') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const draft = await this.drafts.open(id);
    const files = courseFiles(await this.draftsQueries.files(draft.id));
    const before =
      draft.baseVersionId === null ? new Map<string, string>() : await this.versions.filesOf(draft.baseVersionId);
    this.pages.send(req, res, differencesPage, {
      title: 'What it changes',
      caption:
        draft.baseNumber === null
          ? `${draft.title}, a new course`
          : `${draft.title}, against version ${String(draft.baseNumber)}`,
      back: { text: 'Review and publish', href: coursesPaths.review(draft.id) },
      files: differencesBetween(before, files, await this.questions.all()),
      action: null,
      versions: [],
      from: '',
      to: '',
    });
  }

  private async send(
    req: Request,
    res: Response,
    id: string,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const draft = await this.drafts.open(id);
    const [ready, plan, requests, comments, mayReview, writers, questions] = await Promise.all([
      this.publishing.readiness(draft),
      this.plans.latest(draft.id),
      this.queries.requests(draft.id),
      this.queries.comments(draft.id),
      this.accounts.holding('courses.review'),
      this.queries.writers(draft.id),
      this.questions.all(),
    ]);
    const reviewers = mayReview.filter((person) => !writers.has(person.id));
    const hasWritten = writers.has(signedIn(req).id);
    const view = draftReviewView(draft, {
      ready,
      plan,
      requests,
      comments,
      reviewers,
      hasWritten,
      questions,
      typed,
      errors,
    });
    this.pages.send(req, res, draftReviewPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
