import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { RequestsService } from '../requests.service.js';
import { campaignForm, questionsAsText } from './campaigns.form.js';
import { CampaignsService } from './campaigns.service.js';
import { campaignFormPage, campaignFormView, campaignsPage, campaignsView } from './campaigns.view.js';
import { usualLetter, usualQuestions } from './campaign-defaults.rules.js';
import { RegisterQueries } from './register.queries.js';
import { RequestsQueries } from './requests.queries.js';

/** Campaigns of requests: what is asked, and in what words. */
@Controller('requests')
@Allow('requests.administer')
export class CampaignsController {
  constructor(
    private readonly requests: RequestsService,
    private readonly campaigns: CampaignsService,
    private readonly queries: RequestsQueries,
    private readonly register: RegisterQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    const [campaigns, totals] = await Promise.all([
      this.requests.campaigns(),
      this.register.totals(this.clock.today()),
    ]);
    this.pages.send(req, res, campaignsPage, campaignsView(campaigns, totals));
  }

  @Get('new')
  new(@Req() req: Request, @Res() res: Response): void {
    this.sendForm(req, res, null, { questions: questionsAsText(usualQuestions), letter: usualLetter }, []);
  }

  @Post()
  async start(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(campaignForm, body);
    if (!parsed.ok) {
      this.sendForm(req, res, null, parsed.typed, parsed.errors);
      return;
    }
    const { campaign, started } = await this.requests.start(parsed.values);
    if (!started && !isSame(campaign, parsed.values)) {
      const message = 'Another campaign has this name. Choose a different one.';
      this.sendForm(req, res, null, body as Record<string, string>, [{ field: 'name', message }]);
      return;
    }
    if (started) req.notify('The campaign is started. Choose whom to ask.');
    res.redirect(303, requestsPaths.campaign(campaign.slug));
  }

  @Get(':slug/edit')
  async edit(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const campaign = await this.queries.known(slug);
    const { name, letter, questions } = campaign;
    this.sendForm(req, res, campaign, { name, letter, questions: questionsAsText(questions) }, []);
  }

  @Post(':slug/edit')
  async save(@Param('slug') slug: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const campaign = await this.queries.known(slug);
    const parsed = parseForm(campaignForm, body);
    if (!parsed.ok) {
      this.sendForm(req, res, campaign, parsed.typed, parsed.errors);
      return;
    }
    const [message] = await this.campaigns.edit(campaign, parsed.values);
    if (message !== undefined) {
      this.sendForm(req, res, campaign, body as Record<string, string>, [{ field: 'name', message }]);
      return;
    }
    req.notify('The campaign is saved. Letters that were sent stay as they were.');
    res.redirect(303, requestsPaths.campaign(slug));
  }

  @Post(':slug/closure')
  async close(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.campaigns.close(await this.queries.known(slug));
    req.notify('The campaign is closed. Its requests and numbers stay.');
    res.redirect(303, requestsPaths.campaign(slug));
  }

  @Post(':slug/reopening')
  async reopen(@Param('slug') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.campaigns.reopen(await this.queries.known(slug));
    req.notify('The campaign is open again.');
    res.redirect(303, requestsPaths.campaign(slug));
  }

  private sendForm(
    req: Request,
    res: Response,
    campaign: Campaign | null,
    typed: Record<string, string>,
    errors: FieldError[],
  ): void {
    const status = errors.length > 0 ? 422 : 200;
    this.pages.send(req, res, campaignFormPage, campaignFormView(campaign, typed, errors), { status });
  }
}

function isSame(campaign: Campaign, content: Pick<Campaign, 'letter' | 'questions'>): boolean {
  const contentOf = ({ letter, questions }: Pick<Campaign, 'letter' | 'questions'>) =>
    JSON.stringify([letter, questions.map(({ number, wording }) => [number, wording])]);
  return contentOf(campaign) === contentOf(content);
}
