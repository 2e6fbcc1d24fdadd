import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { type Nation, nations } from '../../organisations/organisations.types.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { answerForm } from './answer.form.js';
import { welcomePaths } from './paths.js';
import { TwoMinuteCase } from './two-minute-case.js';
import { Visits } from './visits.js';
import { homePage, lawPage, workplacesPage } from './welcome.view.js';

const FOUND_AT_ONCE = 10;

/** Before any account: a case to decide, the law on it, and one's own workplace. */
@Controller()
@Public()
export class WelcomeController {
  private readonly theCase = TwoMinuteCase.load();

  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get('/')
  home(@Req() req: Request, @Res() res: Response): void {
    if (req.person) res.redirect(303, welcomePaths.account());
    else this.sendHome(req, res, {}, []);
  }

  @Post('/welcome/answers')
  answer(@Body() body: unknown, @Req() req: Request, @Res() res: Response): void {
    const parsed = parseForm(answerForm(this.theCase), body);
    if (!parsed.ok) {
      this.sendHome(req, res, parsed.typed, parsed.errors);
      return;
    }
    const { nation, answer, opening } = parsed.values;
    this.visits.answered(res, { nation, answer, opening });
    res.redirect(303, welcomePaths.law(nation, answer));
  }

  @Get('/welcome/law')
  law(
    @Query('nation') nation: unknown,
    @Query('answer') answer: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): void {
    const outcome = isNation(nation) && typeof answer === 'string' ? this.theCase.outcome(nation, answer) : undefined;
    if (!outcome || !isNation(nation)) {
      res.redirect(303, welcomePaths.home());
      return;
    }
    const { options } = this.theCase.file;
    this.pages.send(req, res, lawPage, {
      title: outcome.right ? 'The law agrees with you' : 'The law says otherwise',
      right: outcome.right,
      yourAnswer: options.find((option) => option.key === answer)?.text ?? '',
      feedback: outcome.feedback,
      lawName: outcome.law.name,
      term: outcome.law.term,
      points: outcome.law.points,
      others: options
        .filter((option) => option.key !== answer)
        .map((option) => ({ text: option.text, feedback: outcome.law.feedback[option.key] ?? '' })),
      reviewed: this.reviewed(),
      againHref: welcomePaths.home(),
      nation,
      nationName: nationName(nation),
      searchAction: welcomePaths.workplaces(),
      nationHref: welcomePaths.workplaces(nation),
    });
  }

  @Get('/welcome/workplaces')
  async workplaces(
    @Query('nation') asked: unknown,
    @Query('text') typed: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const nation = isNation(asked) ? asked : (this.visits.visitOf(req)?.nation ?? 'england');
    const text = typeof typed === 'string' ? typed.trim().slice(0, 200) : '';
    const { total, organisations } =
      text === ''
        ? { total: 0, organisations: [] }
        : await this.organisations.list({ text, nation }, { limit: FOUND_AT_ONCE });
    this.visits.continued(req, res);
    this.pages.send(req, res, workplacesPage, {
      title: 'Find your workplace',
      searchAction: welcomePaths.workplaces(),
      nation,
      nationName: nationName(nation),
      text,
      errors:
        typeof typed === 'string' && text === '' ? [{ field: 'text', message: 'Enter a name, a town or a code' }] : [],
      searched: text !== '',
      total,
      found: organisations.map((one) => ({
        name: one.name,
        href: welcomePaths.trust(one.code),
        place: one.town,
        fictional: one.fictional,
        closed: one.closedOn !== null,
      })),
      listHref: welcomePaths.trusts(nation),
      registerHref: welcomePaths.register(),
    });
  }

  private sendHome(req: Request, res: Response, typed: Record<string, string>, errors: FieldError[]): void {
    const { file } = this.theCase;
    this.pages.send(
      req,
      res,
      homePage,
      {
        title: 'Advance decisions, in the place you work',
        caseTitle: file.title,
        story: file.story,
        question: file.question,
        options: file.options.map((option) => ({ value: option.key, text: option.text })),
        nations: nations.map((nation) => ({ value: nation, text: nationName(nation) })),
        action: welcomePaths.answers(),
        opening: typed['opening'] ?? this.visits.opening(),
        typed,
        errors,
        reviewed: this.reviewed(),
        registerHref: welcomePaths.register(),
        trustsHref: welcomePaths.trusts(),
      },
      { status: errors.length > 0 ? 422 : 200 },
    );
  }

  private reviewed(): string | null {
    const { reviewed_by: by, reviewed_on: on } = this.theCase.file;
    return by !== null && on !== null ? `Reviewed by ${by} on ${on}.` : null;
  }
}

function isNation(value: unknown): value is Nation {
  return nations.includes(value as Nation);
}
