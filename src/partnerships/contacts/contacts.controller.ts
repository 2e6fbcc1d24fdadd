import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { definePage } from '../../platform/views/page.js';
import { Pages } from '../../platform/views/pages.js';
import { PartnerRecords } from '../partners/partner-record.js';
import { partnershipsPaths } from '../paths.js';
import { contactForm } from './contacts.form.js';
import { ContactsService } from './contacts.service.js';

const newContactPage = definePage<{
  title: string;
  organisation: string;
  backHref: string;
  action: string;
  typed: { role: string | null; email: string | null };
  isTeam: boolean;
  askIfTeam: boolean;
  errors: FieldError[];
}>('partnerships/new-contact');

/** Adds and ends contacts of a Trust. */
@Controller('partnerships/:code/contacts')
@Allow('partnerships.administer')
export class ContactsController {
  constructor(
    private readonly records: PartnerRecords,
    private readonly contacts: ContactsService,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async ask(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.send(req, res, await this.records.organisation(code), [], {});
  }

  @Post()
  async add(@Param('code') code: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const organisation = await this.records.organisation(code);
    const parsed = parseForm(contactForm, body);
    if (!parsed.ok) {
      this.send(req, res, organisation, parsed.errors, parsed.typed);
      return;
    }
    const { role, email } = parsed.values;
    const added = await this.contacts.add(organisation.id, { role, email }, signedIn(req).id);
    if (!added) {
      const message = 'This mailbox is among the contacts already';
      this.send(req, res, organisation, [{ field: 'email', message }], { role, email });
      return;
    }
    req.notify('The contact is added.');
    res.redirect(303, partnershipsPaths.partner(organisation.code));
  }

  @Post(':id/end')
  async end(@Param('code') code: string, @Param('id') id: string, @Req() req: Request, @Res() res: Response) {
    const organisation = await this.records.organisation(code);
    await this.contacts.end(organisation.id, id);
    req.notify('The contact is ended. What was sent to it stays recorded.');
    res.redirect(303, partnershipsPaths.partner(organisation.code));
  }

  private send(
    req: Request,
    res: Response,
    { code, name }: OrganisationSummary,
    errors: FieldError[],
    typed: Record<string, string>,
  ): void {
    const view = {
      title: 'A contact',
      organisation: name,
      backHref: partnershipsPaths.partner(code),
      action: partnershipsPaths.contacts(code),
      typed: { role: typed['role'] ?? null, email: typed['email'] ?? null },
      isTeam: typed['is_team'] === 'yes',
      askIfTeam: typed['is_team'] === 'yes' || errors.some(({ field }) => field === 'is_team'),
      errors,
    };
    this.pages.send(req, res, newContactPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
