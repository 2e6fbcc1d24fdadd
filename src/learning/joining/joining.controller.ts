import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow, Public } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { answerQuietly } from '../../platform/http/secret-links.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { readNumber } from '../../platform/readable-number.rules.js';
import { Pages } from '../../platform/views/pages.js';
import { CohortsQueries } from '../cohorts/cohorts.queries.js';
import { CohortsService } from '../cohorts/cohorts.service.js';
import { cohortsPaths, joiningPaths, learningPaths } from '../paths.js';
import { type FoundCode, JoiningCodes } from './joining-codes.js';
import { departureForm, typedCodeForm } from './joining.form.js';
import { deadCodePage, deadCodeView, enterCodePage, enterCodeView, joinPage, joinView } from './joining.view.js';

/** A whole hospital may stand behind one network address; whoever guesses is stopped much sooner. */
const opened: RateLimit = { name: 'joining-code-opened', points: 600, seconds: 15 * 60 };
const missed: RateLimit = { name: 'joining-code-missed', points: 30, seconds: 15 * 60 };

/** Joining with the code of a Trust: who will see what is said first, and nothing is done before the button is pressed. */
@Controller()
export class JoiningController {
  constructor(
    private readonly pages: Pages,
    private readonly codes: JoiningCodes,
    private readonly courses: CoursesService,
    private readonly organisations: OrganisationsService,
    private readonly queries: CohortsQueries,
    private readonly cohorts: CohortsService,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  @Get('join')
  @Public()
  form(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, enterCodePage, enterCodeView({}, []));
  }

  @Post('join')
  @Public()
  enter(@Body() body: unknown, @Req() req: Request, @Res() res: Response): void {
    const parsed = parseForm(typedCodeForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    const read = parsed.ok ? readNumber(parsed.values.code) : null;
    if (read?.ok) {
      res.redirect(303, joiningPaths.one(read.number));
      return;
    }
    if (read)
      errors.push({
        field: 'code',
        message:
          'This is no whole code. It has 17 letters and digits, such as 7K3M-9QXT-4HNC-R2WV-E: check each of them',
      });
    this.pages.send(req, res, enterCodePage, enterCodeView(typedFields(body), errors), { status: 422 });
  }

  @Get('join/:code')
  @Public()
  async show(@Param('code') typed: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    answerQuietly(res);
    const found = await this.look(req, typed);
    if (found?.state !== 'open') {
      this.pages.send(req, res, deadCodePage, deadCodeView(found?.state ?? 'unknown', null), { status: 404 });
      return;
    }
    const [course, organisation, contacts] = await Promise.all([
      this.courses.newest(found.cohort.courseSlug),
      this.organisations.byId(found.cohort.organisationId ?? ''),
      this.queries.contacts(found.cohort),
    ]);
    const view = joinView(typed, found, {
      course,
      workplace: organisation?.code ?? '',
      contacts: contacts.filter(({ worksThere }) => worksThere).map(({ name }) => name),
      person: req.person ?? null,
      today: this.clock.today(),
    });
    this.pages.send(req, res, joinPage, view);
  }

  @Post('join/:code/joinings')
  @Allow('learning.take')
  async join(@Param('code') typed: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    answerQuietly(res);
    await this.look(req, typed);
    const joining = await this.codes.join(typed, signedIn(req));
    if (joining.outcome === 'refused') {
      const found = joining.state === 'wrong_domain' ? await this.codes.find(typed) : undefined;
      const view = deadCodeView(joining.state, found?.code.domains ?? null);
      this.pages.send(req, res, deadCodePage, view, { status: joining.state === 'wrong_domain' ? 403 : 404 });
      return;
    }
    req.notify(joining.outcome === 'joined' ? 'You are enrolled.' : 'You had joined before. Here is where you are.');
    res.redirect(303, learningPaths.enrolment(joining.enrolmentId));
  }

  /** Leaves a cohort that one joined with a code: its contact sees one no more. One stays enrolled. */
  @Post('who-sees-what/departures')
  @Allow('learning.take')
  async leave(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const cohort = await this.queries.joinedByCode(departureForm.parse(body).cohort, signedIn(req).id);
    if (cohort) await this.cohorts.takeOut(cohort, signedIn(req).id);
    req.notify(
      cohort
        ? `The contact of ${cohort.organisation ?? 'the Trust'} sees you in this cohort no more. You stay enrolled.`
        : 'You were not in this cohort.',
    );
    res.redirect(303, cohortsPaths.matrix());
  }

  /** Finds a code, and counts who tries; who tries codes that there are not is stopped sooner. */
  private async look(req: Request, typed: string): Promise<FoundCode | undefined> {
    await this.limits.consume(opened, networkAddress(req));
    const found = await this.codes.find(typed);
    if (!found) await this.limits.consume(missed, networkAddress(req));
    return found;
  }
}
