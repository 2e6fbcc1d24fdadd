import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { type Nation, nations, type OrganisationSummary } from '../../organisations/organisations.types.js';
import { Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { answerForm } from './answer.form.js';
import { welcomePaths } from './paths.js';
import { TwoMinuteCase } from './two-minute-case.js';
import { Visits } from './visits.js';
import { homePage, lawPage, workplacePage, workplacesPage } from './welcome.view.js';
import { WorkplaceKnowledge } from './workplace-knowledge.js';

const FOUND_AT_ONCE = 10;

/** Before any account: a case to decide, the law on it, and what is known about one's own workplace. */
@Controller()
@Public()
export class WelcomeController {
  private readonly theCase = TwoMinuteCase.load();

  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly organisations: OrganisationsService,
    private readonly knowledge: WorkplaceKnowledge,
  ) {}

  @Get('/')
  home(@Req() req: Request, @Res() res: Response): void {
    if (req.person) res.redirect(303, welcomePaths.learning());
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
        href: welcomePaths.workplace(one.code),
        place: one.town,
        fictional: one.fictional,
        closed: one.closedOn !== null,
      })),
      listHref: welcomePaths.trusts(nation),
      registerHref: welcomePaths.register(),
    });
  }

  @Get('/welcome/workplaces/:code')
  async workplace(@Param('code') code: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const organisation = await this.organisations.byAddress(code);
    if (!organisation) throw new NotFoundException('No Trust or board has this code.');
    const knowledge = await this.knowledge.of(organisation.id);
    this.visits.continued(req, res);
    this.pages.send(req, res, workplacePage, {
      title: `What is known about ${organisation.name}`,
      name: organisation.name,
      fictional: organisation.fictional,
      closed: closedNote(organisation),
      knownCount: knowledge.facts.length,
      unknownCount: knowledge.unknown.length,
      ...knowledge,
      trustHref: welcomePaths.trust(organisation.code),
      registerHref: welcomePaths.register(organisation.code),
      searchAgainHref: welcomePaths.workplaces(organisation.nation),
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

function closedNote(
  organisation: OrganisationSummary,
): { on: string; successors: { name: string; href: string }[] } | null {
  if (organisation.closedOn === null) return null;
  const successors = organisation.successors.map(({ name, code }) => ({ name, href: welcomePaths.workplace(code) }));
  return { on: organisation.closedOn, successors };
}
