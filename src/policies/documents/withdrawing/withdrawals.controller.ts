import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow } from '../../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../../platform/http/form.js';
import { Pages } from '../../../platform/views/pages.js';
import { documentsPaths } from '../../paths.js';
import { DocumentsQueries } from '../documents.queries.js';
import { DocumentsWriter } from '../documents-writer.js';
import { whyNotWithdraw } from './withdrawing.rules.js';
import { withdrawalPage } from './withdrawals.view.js';
import { isId } from '../../../platform/database/new-id.js';

const withdrawalForm = z.object({
  reason: z
    .string('Say why it is withdrawn')
    .trim()
    .min(1, 'Say why it is withdrawn')
    .max(500, 'Keep the reason under 500 characters'),
});

/** A document that should not be here, and on which nothing was built. */
@Controller('documents/:id/withdrawals')
@Allow('policies.extract')
export class DocumentWithdrawalsController {
  constructor(
    private readonly queries: DocumentsQueries,
    private readonly writer: DocumentsWriter,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  async ask(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, id, [], '');
  }

  @Post()
  async withdraw(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const parsed = parseForm(withdrawalForm, body);
    if (!parsed.ok) return this.sendForm(req, res, id, parsed.errors, parsed.typed['reason'] ?? '');
    const document = await this.known(id);
    const reasons = await this.writer.withdraw(document.id, parsed.values.reason);
    if (reasons.length > 0) {
      const errors = reasons.map((message) => ({ field: 'reason', message }));
      return this.sendForm(req, res, id, errors, parsed.values.reason);
    }
    req.notify('The document is withdrawn, and its copy is let go.');
    res.redirect(303, documentsPaths.list());
  }

  private async sendForm(req: Request, res: Response, id: string, errors: FieldError[], reason: string): Promise<void> {
    const document = await this.known(id);
    const [isCited, later] = await Promise.all([
      this.queries.isCited(document.lineage),
      this.queries.replacing(document.lineage),
    ]);
    const view = {
      title: 'Withdraw the document',
      caption: document.attributes.title ?? document.title,
      documentHref: documentsPaths.document(document.id),
      action: documentsPaths.withdrawals(document.id),
      whyNot: whyNotWithdraw({ isCited, later: later?.title ?? null }),
      holdsCopy: document.file !== null,
      reason,
      errors,
    };
    this.pages.send(req, res, withdrawalPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async known(id: string) {
    const document = isId(id) ? await this.queries.one(id) : undefined;
    if (!document) throw new NotFoundException('There is no such document.');
    return document;
  }
}
