import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { addDays } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { dayOf } from '../context/context.form.js';
import { PartnerRecords } from '../partners/partner-record.js';
import { partnershipsPaths } from '../paths.js';
import { ReplyFollowUps } from '../reply-follow-ups.service.js';
import { RepliesQueries } from './replies.queries.js';
import { sendingForm, USUAL_DAYS } from './replies.form.js';
import { replyPage, replyView } from './replies.view.js';
import { ReplyRequestsService } from './reply-requests.service.js';
import { isId } from '../../platform/database/new-id.js';

/** Requests to a Trust for its reply: drafted, sent, reminded of, withdrawn. */
@Controller('partnerships/:code/replies')
@Allow('partnerships.administer')
export class RepliesController {
  constructor(
    private readonly records: PartnerRecords,
    private readonly requests: ReplyRequestsService,
    private readonly queries: RepliesQueries,
    private readonly contacts: ContactsService,
    private readonly followUps: ReplyFollowUps,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Post()
  async draft(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const organisation = await this.records.organisation(code);
    const drafted = await this.requests.draft(organisation, signedIn(req).id);
    if ('problem' in drafted) req.notify(drafted.problem);
    res.redirect(
      303,
      'id' in drafted
        ? partnershipsPaths.reply(organisation.code, drafted.id)
        : partnershipsPaths.partner(organisation.code),
    );
  }

  @Get(':id')
  async show(@Param('code') code: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const [year = '', month = '', day = ''] = addDays(this.clock.today(), USUAL_DAYS).split('-');
    const typed = {
      'answer_by-day': String(Number(day)),
      'answer_by-month': String(Number(month)),
      'answer_by-year': year,
    };
    await this.send(req, res, await this.records.organisation(code), id, { errors: [], typed, points: null });
  }

  @Post(':id/sending')
  async dispatch(
    @Param('code') code: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const organisation = await this.records.organisation(code);
    const parsed = parseForm(sendingForm(this.clock.today()), dayOf(body, 'answer_by'));
    const given = (body as { points?: string | string[] } | undefined)?.points ?? [];
    const form = { typed: typedFields(body), points: [given].flat() };
    if (!parsed.ok) {
      await this.send(req, res, organisation, id, { ...form, errors: parsed.errors });
      return;
    }
    const { contact: contactId, answer_by: answerBy, message, points: pointIds } = parsed.values;
    const sending = { contactId, answerBy, message, pointIds };
    const problems = await this.requests.send(organisation, known(id), sending, signedIn(req).id);
    await this.answer(req, res, organisation, id, problems, 'The request is on its way to the contact.', form);
  }

  @Post(':id/reminders')
  async remind(@Param('code') code: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const organisation = await this.records.organisation(code);
    const problems = await this.requests.remind(organisation, known(id), signedIn(req).id);
    await this.answer(req, res, organisation, id, problems, 'A reminder is on its way.');
  }

  @Post(':id/withdrawal')
  async withdraw(@Param('code') code: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const organisation = await this.records.organisation(code);
    const problems = await this.requests.withdraw(organisation, known(id));
    await this.answer(
      req,
      res,
      organisation,
      id,
      problems,
      'The request is withdrawn. Its link opens nothing any more.',
    );
  }

  private async answer(
    req: Request,
    res: Response,
    organisation: OrganisationSummary,
    id: string,
    problems: readonly string[],
    done: string,
    form: { typed: Record<string, string>; points: readonly string[] | null } = { typed: {}, points: null },
  ): Promise<void> {
    if (problems.length > 0) {
      const errors = problems.map((message) => ({ field: '', message }));
      await this.send(req, res, organisation, id, { ...form, errors });
      return;
    }
    req.notify(done);
    res.redirect(303, partnershipsPaths.reply(organisation.code, id));
  }

  private async send(
    req: Request,
    res: Response,
    organisation: OrganisationSummary,
    id: string,
    form: { errors: FieldError[]; typed: Record<string, string>; points: readonly string[] | null },
  ): Promise<void> {
    const reply = await this.queries.one(known(id));
    if (reply?.organisationId !== organisation.id) throw nothing();
    const contacts = await this.contacts.of([organisation.id]);
    const followUps = await this.followUps.of(reply.points.map((point) => point.id));
    const view = replyView(reply, organisation, contacts, followUps, this.clock.today(), form);
    this.pages.send(req, res, replyPage, view, { status: form.errors.length > 0 ? 422 : 200 });
  }
}

/** An id as it stands in an address. */
function known(id: string): string {
  if (!isId(id)) throw nothing();
  return id;
}

const nothing = () => new NotFoundException('There is no such request for a reply.');
