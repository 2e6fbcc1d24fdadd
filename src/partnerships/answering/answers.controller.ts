import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { LinkLimits } from '../links/link-limits.js';
import { PartnerLinks } from '../links/partner-links.js';
import { partnershipsPaths } from '../paths.js';
import { RepliesQueries } from '../replies/replies.queries.js';
import { answerForm, ticked } from './answer.form.js';
import {
  answeredPage,
  answeredView,
  answerPage,
  answerView,
  type AskedOf,
  confirmableFacts,
  deadLinkPage,
} from './answer.view.js';
import { AnswersService } from './answers.service.js';

/** A Trust's contact reads what would be said of it and answers, without an account: who has the link may. */
@Controller('reply/:token')
@Public()
export class AnswersController {
  constructor(
    private readonly links: PartnerLinks,
    private readonly limits: LinkLimits,
    private readonly replies: RepliesQueries,
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly answers: AnswersService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async show(@Param('token') token: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.limits.opened(req, res);
    const asked = await this.open(token, req, res);
    if (!asked) return;
    if (asked.reply.answeredAt === null) this.sendForm(req, res, token, asked, [], {}, []);
    else await this.sendAnswered(req, res, asked);
  }

  @Post()
  async answer(@Param('token') token: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    await this.limits.answered(res, token);
    const asked = await this.open(token, req, res);
    if (!asked) return;
    const typed = typedFields(body);
    const confirmed = ticked.parse((body as { confirmed?: unknown } | undefined)?.confirmed);
    const parsed = parseForm(
      answerForm(
        asked.reply.points.map(({ id }) => id),
        body,
      ),
      body,
    );
    if (!parsed.ok) {
      this.sendForm(req, res, token, asked, parsed.errors, typed, confirmed);
      return;
    }
    // What was confirmed has to be what was shown: facts may have changed while the page was open.
    const shown = new Set(confirmableFacts(asked.profile).map(({ factId }) => factId));
    const errors: FieldError[] = parsed.values.factIds.every((id) => shown.has(id))
      ? (await this.answers.answer(asked.reply.id, parsed.values)).map((message) => ({ field: 'send', message }))
      : [
          {
            field: 'send',
            message: 'What is held on your Trust changed while this page was open. Look at the facts again, then send',
          },
        ];
    if (errors.length > 0) this.sendForm(req, res, token, asked, errors, typed, confirmed);
    else res.redirect(303, partnershipsPaths.answer(token));
  }

  /** What the link opens; undefined once the page that says why it opens nothing has been sent. */
  private async open(token: string, req: Request, res: Response): Promise<AskedOf | undefined> {
    const link = await this.links.open(token);
    const reply = link?.replyId && link.state === 'open' ? await this.replies.one(link.replyId) : undefined;
    const organisation = reply && (await this.organisations.byId(reply.organisationId));
    if (reply && organisation) {
      const profile = await this.profiles.current(organisation.id);
      return { reply, organisation, profile, provider: this.config.provider, today: this.clock.today() };
    }
    const text =
      link?.state === 'expired'
        ? 'Its time is over. If you would still like to answer, write to us and we will send you a new one.'
        : link?.state === 'withdrawn'
          ? 'We have withdrawn it, and have not published anything because of it.'
          : 'Check that the whole address was copied from the mail: it is long and ends without a full stop.';
    const { contactEmail } = this.config.provider;
    this.pages.send(
      req,
      res,
      deadLinkPage,
      { title: 'This link does not open anything', text, contactEmail },
      { status: link ? 410 : 404 },
    );
    return undefined;
  }

  private sendForm(
    req: Request,
    res: Response,
    token: string,
    asked: AskedOf,
    errors: FieldError[],
    typed: Record<string, string>,
    confirmed: readonly string[],
  ): void {
    const view = answerView(token, asked, errors, typed, confirmed);
    this.pages.send(req, res, answerPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async sendAnswered(req: Request, res: Response, asked: AskedOf): Promise<void> {
    const [row] = await this.database.query<{ confirmed: number }>(
      'select count(*)::int as confirmed from fact_confirmation where reply_id = $1',
      [asked.reply.id],
    );
    this.pages.send(req, res, answeredPage, answeredView(asked, row?.confirmed ?? 0));
  }
}
