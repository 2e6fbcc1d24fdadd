import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Pages } from '../../platform/views/pages.js';
import { dueDateProblem } from '../enrolling/enrolment.rules.js';
import { cohortsPaths } from '../paths.js';
import { CohortRules } from './cohort-rules.js';
import { ruleProblem } from './cohort.rules.js';
import { cohortForm, contactForm, membersForm, membersQuery, personForm } from './cohorts.form.js';
import { CohortsQueries } from './cohorts.queries.js';
import { CohortsService } from './cohorts.service.js';
import {
  cohortPage,
  cohortsPage,
  cohortsView,
  cohortView,
  newCohortPage,
  newCohortView,
  PAGE_SIZE,
} from './cohorts.view.js';

/** Cohorts of a course: made by administrators, by hand or by rule; their members and contacts. */
@Controller('enrolments/:course/cohorts')
@Allow('enrolments.administer')
export class CohortsController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly organisations: OrganisationsService,
    private readonly queries: CohortsQueries,
    private readonly cohorts: CohortsService,
    private readonly rules: CohortRules,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const course = await this.courses.newest(slug);
    this.pages.send(req, res, cohortsPage, cohortsView(course, await this.queries.ofCourse(course.courseId)));
  }

  @Get('new')
  async form(@Param('course') slug: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.sendForm(req, res, slug, {}, []);
  }

  @Post()
  async make(
    @Param('course') slug: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const course = await this.retirements.openCourse(slug);
    const parsed = parseForm(cohortForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (parsed.ok) {
      const { organisation: code, nation, area, ...rest } = parsed.values;
      const organisation = code === null ? null : await this.organisations.byAddress(code);
      if (organisation === undefined)
        errors.push({ field: 'organisation', message: await this.unknownTrust(code ?? '') });
      else if (organisation && organisation.closedOn !== null)
        errors.push({
          field: 'organisation',
          message: `${organisation.name} has closed. Name the Trust that runs its services now`,
        });
      const known = area === null || (await this.areas()).some(({ value }) => value === area);
      if (!known) errors.push({ field: 'area', message: 'Choose an area from the list' });
      const rule = {
        professions: rest.professions,
        organisation: organisation?.name ?? null,
        nation: nation === '' ? null : nation,
        area,
      };
      const problem = rest.by === 'rule' && errors.length === 0 ? ruleProblem(rule) : null;
      if (problem !== null) errors.push({ field: 'by', message: problem });
      if (rest.by === 'hand' && (rule.professions !== null || rule.nation !== null || area !== null))
        errors.push({
          field: 'by',
          message: 'Professions, nation and area are for a rule: leave them empty, or choose the rule',
        });
      const late = rest.dueOn === null ? null : dueDateProblem(rest.dueOn, this.clock.today());
      if (late !== null) errors.push({ field: 'dueOn', message: late });
      if (errors.length === 0) {
        const id = await this.cohorts.make({
          ...rest,
          courseId: course.courseId,
          organisationId: organisation?.id ?? null,
          nation: rule.nation,
          areaCode: area,
        });
        res.redirect(303, cohortsPaths.one(slug, id));
        return;
      }
    }
    await this.sendForm(req, res, slug, body, errors);
  }

  @Get(':id')
  async show(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.send(req, res, slug, id, query, {}, []);
  }

  @Post(':id/starts')
  async start(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    await this.rules.start(cohort.id);
    req.notify('The rule stands. Those whom it fits are being enrolled; you can leave this page and come back.');
    res.redirect(303, cohortsPaths.one(slug, id));
  }

  @Post(':id/endings')
  async end(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    await this.cohorts.end(cohort.id);
    req.notify('The cohort takes in nobody any more. Who is in it stays enrolled.');
    res.redirect(303, cohortsPaths.one(slug, id));
  }

  @Post(':id/members')
  async add(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    const parsed = parseForm(membersForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (cohort.endedAt !== null)
      errors.push({ field: 'emails', message: 'The cohort has ended: it takes in nobody any more' });
    if (parsed.ok && errors.length === 0) {
      const accounts = await this.queries.accounts(parsed.values.emails, cohort.organisationId);
      const usable = new Set(accounts.filter(({ deactivated }) => !deactivated).map(({ email }) => email));
      const unknown = parsed.values.emails.filter((email) => !usable.has(email));
      if (unknown.length > 0)
        errors.push({
          field: 'emails',
          message: `Nobody was added. No active account has: ${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ` and ${String(unknown.length - 10)} more` : ''}. Leave them out, or invite them from a list of staff`,
        });
      else {
        const taken = await this.cohorts.takeIn(
          cohort,
          accounts.map((account) => account.id),
          'hand',
        );
        req.notify(`${String(taken.length)} of ${String(accounts.length)} are new in the cohort, and enrolled.`);
        res.redirect(303, cohortsPaths.one(slug, id));
        return;
      }
    }
    await this.send(req, res, slug, id, {}, typedFields(body), errors);
  }

  @Post(':id/removals')
  async takeOut(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    const done = await this.cohorts.takeOut(cohort, personForm.parse(body).person);
    req.notify(done ? 'They are out of the cohort, and stay enrolled.' : 'They were not in the cohort.');
    res.redirect(303, cohortsPaths.one(slug, id));
  }

  @Post(':id/contacts')
  async nameContact(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    const parsed = parseForm(contactForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (parsed.ok) {
      const [account] = await this.queries.accounts([parsed.values.contact], cohort.organisationId);
      if (cohort.organisationId === null)
        errors.push({ field: 'contact', message: 'The cohort is of no Trust: it has no contacts' });
      else if (!account || account.deactivated)
        errors.push({ field: 'contact', message: 'Nobody has an active account with this address' });
      else if (!account.worksThere)
        errors.push({
          field: 'contact',
          message: `${account.name} does not say that they work at ${cohort.organisation ?? ''}. They can say so in their account, under “Where you work”`,
        });
      else {
        await this.cohorts.nameContact(cohort, account.id);
        req.notify(`${account.name} sees this cohort from now on, under “My learning”.`);
        res.redirect(303, cohortsPaths.one(slug, id));
        return;
      }
    }
    await this.send(req, res, slug, id, {}, typedFields(body), errors);
  }

  @Post(':id/contact-removals')
  async removeContact(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const cohort = await this.queries.known(slug, id);
    await this.cohorts.removeContact(cohort, personForm.parse(body).person);
    req.notify('They see the cohort no more.');
    res.redirect(303, cohortsPaths.one(slug, id));
  }

  /** Names of Trusts that are near what was typed, since few know their code. */
  private async unknownTrust(text: string): Promise<string> {
    const { organisations } = await this.organisations.list({ text, status: 'open' }, { limit: 4 });
    const near = organisations.map(({ name, code }) => `${name} (${code})`).join('; ');
    return near === ''
      ? `No Trust or board has the code “${text}”`
      : `Enter the code of the Trust. Did you mean: ${near}?`;
  }

  private async areas(): Promise<{ value: string; text: string }[]> {
    const [regions, icbs] = await Promise.all([this.organisations.regions(), this.organisations.icbs()]);
    return [...regions, ...icbs].map(({ code, name }) => ({ value: code, text: name }));
  }

  private async sendForm(
    req: Request,
    res: Response,
    slug: string,
    body: unknown,
    errors: FieldError[],
  ): Promise<void> {
    const view = newCohortView(await this.retirements.openCourse(slug), await this.areas(), body, errors);
    this.pages.send(req, res, newCohortPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  private async send(
    req: Request,
    res: Response,
    slug: string,
    id: string,
    query: object,
    typed: Record<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const course = await this.courses.newest(slug);
    const cohort = await this.queries.known(slug, id);
    const asked = membersQuery.parse(query);
    const waiting = cohort.by === 'rule' && cohort.startedAt === null && cohort.endedAt === null;
    const [members, counts, contacts, fitting] = await Promise.all([
      this.queries.members(cohort, asked, PAGE_SIZE + 1),
      this.queries.counts(cohort),
      this.queries.contacts(cohort),
      waiting ? this.queries.countFitting(cohort) : null,
    ]);
    const view = cohortView(course, cohort, { members, counts, contacts, fitting }, asked, { typed, errors });
    this.pages.send(req, res, cohortPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}
