import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CoursesService } from '../../courses/courses.service.js';
import { londonDate } from '../../platform/civil-date.rules.js';
import { inBatches } from '../../platform/database/in-batches.js';
import { Allow } from '../../platform/http/allow.js';
import { sendCsv } from '../../platform/http/downloads.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { cohortsPaths } from '../paths.js';
import { CohortsQueries } from './cohorts.queries.js';
import { ContactQueries } from './contact.queries.js';
import { type CompletedMember, EsrQueries } from './esr.queries.js';
import { localCompetence } from './esr.rules.js';
import { type EsrOf, esrPage, esrView } from './esr.view.js';

/** Members that are read at once. */
const BATCH = 1000;

const esrForm = z.object({
  vpd: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'Enter the VPD of the Trust: a number of up to four digits, such as 123'),
});

/** Who has completed a course, as a file that a Trust's ESR team can take in: for its contact, and for administrators. */
@Controller()
export class EsrController {
  constructor(
    private readonly pages: Pages,
    private readonly courses: CoursesService,
    private readonly contacts: ContactQueries,
    private readonly cohorts: CohortsQueries,
    private readonly queries: EsrQueries,
  ) {}

  @Get('cohorts/:id/esr')
  @Allow('learning.take')
  async ofContact(@Param('id') id: string, @Query() query: object, @Req() req: Request, @Res() res: Response) {
    const { name, trust, courseSlug } = await this.contacts.cohort(signedIn(req).id, id);
    const { title } = await this.courses.newest(courseSlug);
    const paths = { action: cohortsPaths.contactEsr(id), back: cohortsPaths.ofContact(id) };
    await this.answer(req, res, id, { title: name, trust, course: title, ...paths }, query);
  }

  @Get('enrolments/:course/cohorts/:id/esr')
  @Allow('enrolments.administer')
  async ofAdministrator(
    @Param('course') slug: string,
    @Param('id') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const { name, organisation } = await this.cohorts.known(slug, id);
    if (organisation === null) throw new NotFoundException('The cohort is of no Trust: there is nobody’s ESR to fill.');
    const { title } = await this.courses.newest(slug);
    const paths = { action: cohortsPaths.esr(slug, id), back: cohortsPaths.one(slug, id) };
    await this.answer(req, res, id, { title: name, trust: organisation, course: title, ...paths }, query);
  }

  /** The file once the VPD is given, else the page that asks for it. */
  private async answer(req: Request, res: Response, id: string, of: EsrOf, query: object): Promise<void> {
    const typed = typedFields(query)['vpd'];
    const parsed = parseForm(esrForm, query);
    if (parsed.ok) {
      const competence = localCompetence(parsed.values.vpd, of.course);
      await sendCsv(res, `esr-${id}`, this.everybody(id), ({ name, completedAt }) => ({
        name,
        competence,
        completed_on: londonDate(completedAt),
      }));
      return;
    }
    const errors: FieldError[] = typed === undefined ? [] : parsed.errors;
    this.pages.send(req, res, esrPage, esrView(of, typed ?? '', errors), { status: errors.length > 0 ? 422 : 200 });
  }

  private async *everybody(cohortId: string) {
    const batches = inBatches<CompletedMember>(BATCH, (last, size) =>
      this.queries.completed(cohortId, last?.personId ?? null, size),
    );
    for await (const batch of batches) yield* batch;
  }
}
