import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations, type OrganisationSummary } from '../../organisations/organisations.types.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { definePage } from '../../platform/views/page.js';
import { Pages } from '../../platform/views/pages.js';
import { gapName } from '../../policies/gap-words.rules.js';
import { type PartnerRecord, PartnerRecords } from '../partners/partner-record.js';
import { partnershipsPaths } from '../paths.js';
import { contextForm, dayOf, legalReviewForm } from './context.form.js';
import { ContextService } from './context.service.js';

interface RecordView {
  title: string;
  organisation: string;
  backHref: string;
  action: string;
  typed: Record<string, string | null>;
  errors: FieldError[];
}

const newContextPage = definePage<RecordView & { mayPublish: boolean }>('partnerships/new-context');
const newReviewPage = definePage<
  RecordView & { gaps: { value: string; text: string }[]; nations: { value: string; text: string }[] }
>('partnerships/new-legal-review');

/** Records context from a Trust and legal reviews of its gaps. */
@Controller('partnerships/:code')
@Allow('partnerships.administer')
export class ContextController {
  constructor(
    private readonly records: PartnerRecords,
    private readonly context: ContextService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('contexts/new')
  async askContext(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.sendContext(req, res, await this.records.organisation(code), [], {});
  }

  @Post('contexts')
  async addContext(@Param('code') code: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const organisation = await this.records.organisation(code);
    const parsed = parseForm(contextForm(this.clock.today()), dayOf(body, 'given_on'));
    if (!parsed.ok) {
      this.sendContext(req, res, organisation, parsed.errors, typedFields(body));
      return;
    }
    const { text, role, given_on: givenOn, may_publish } = parsed.values;
    const given = { text, role, givenOn, confidential: may_publish !== 'yes', replyId: null };
    await this.context.addContext(organisation.id, given, signedIn(req).id);
    this.done(req, res, organisation, 'The context is recorded.');
  }

  @Post('contexts/:id/withdrawal')
  async withdrawContext(
    @Param('code') code: string,
    @Param('id') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const organisation = await this.records.organisation(code);
    await this.context.withdraw('trust_context', organisation.id, id);
    this.done(req, res, organisation, 'The context is withdrawn.');
  }

  @Get('legal-reviews/new')
  async askReview(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const record = await this.records.of(await this.records.organisation(code));
    this.sendReview(req, res, record, [], { nation: record.organisation.nation });
  }

  @Post('legal-reviews')
  async addReview(@Param('code') code: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const record = await this.records.of(await this.records.organisation(code));
    const form = legalReviewForm(
      this.clock.today(),
      gapsToReview(record).map(({ value }) => value),
    );
    const parsed = parseForm(form, dayOf(body, 'reviewed_on'));
    if (!parsed.ok) {
      this.sendReview(req, res, record, parsed.errors, typedFields(body));
      return;
    }
    const { gap_key, nation, provision, finding, reviewer_role, reviewed_on } = parsed.values;
    await this.context.addReview(
      {
        organisationId: record.organisation.id,
        gapKey: gap_key,
        nation,
        provision,
        finding,
        reviewerRole: reviewer_role,
        reviewedOn: reviewed_on,
      },
      signedIn(req).id,
    );
    this.done(
      req,
      res,
      record.organisation,
      'The legal review is recorded. It may be said only once the Trust has had its reply.',
    );
  }

  @Post('legal-reviews/:id/withdrawal')
  async withdrawReview(
    @Param('code') code: string,
    @Param('id') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const organisation = await this.records.organisation(code);
    await this.context.withdraw('legal_review', organisation.id, id);
    this.done(req, res, organisation, 'The legal review is withdrawn.');
  }

  private done(req: Request, res: Response, { code }: OrganisationSummary, notice: string): void {
    req.notify(notice);
    res.redirect(303, partnershipsPaths.partner(code));
  }

  private sendContext(
    req: Request,
    res: Response,
    { code, name }: OrganisationSummary,
    errors: FieldError[],
    typed: Record<string, string>,
  ): void {
    const view = {
      title: 'Context from the Trust',
      organisation: name,
      backHref: partnershipsPaths.partner(code),
      action: partnershipsPaths.contexts(code),
      typed: filled(typed, ['text', 'role', 'given_on-day', 'given_on-month', 'given_on-year']),
      mayPublish: typed['may_publish'] === 'yes',
      errors,
    };
    this.pages.send(req, res, newContextPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private sendReview(
    req: Request,
    res: Response,
    record: PartnerRecord,
    errors: FieldError[],
    typed: Record<string, string>,
  ): void {
    const { code, name } = record.organisation;
    const names = ['gap_key', 'nation', 'provision', 'finding', 'reviewer_role'];
    const view = {
      title: 'A legal review',
      organisation: name,
      backHref: partnershipsPaths.partner(code),
      action: partnershipsPaths.legalReviews(code),
      typed: filled(typed, [...names, 'reviewed_on-day', 'reviewed_on-month', 'reviewed_on-year']),
      gaps: gapsToReview(record),
      nations: nations.map((value) => ({ value, text: nationName(value) })),
      errors,
    };
    this.pages.send(req, res, newReviewPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** Templates want every field, typed or not. */
function filled(typed: Record<string, string>, names: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? null]));
}

function gapsToReview({ gaps, profile }: PartnerRecord): { value: string; text: string }[] {
  const name = (key: string) => profile?.questions[key]?.shortName ?? key;
  return gaps
    .filter(({ whose }) => whose === 'trust')
    .map((gap) => ({
      value: gap.key,
      text: `${gapName(gap.kind)}: ${gap.questionKeys.slice(0, 3).map(name).join(', ')}`,
    }));
}
