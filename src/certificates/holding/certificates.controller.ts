import { Controller, Inject, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AccountsService } from '../../accounts/accounts.service.js';
import { CoursesService } from '../../courses/courses.service.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Allow } from '../../platform/http/allow.js';
import type { SignedInPerson } from '../../platform/http/permissions.types.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Seals } from '../../platform/http/seals.js';
import { Pages } from '../../platform/views/pages.js';
import { readNumber } from '../../platform/readable-number.rules.js';
import type { Certificate } from '../certificates.types.js';
import { BadgesService } from '../badge/badges.service.js';
import { CertificateDocuments } from '../document/certificate-documents.js';
import { BADGE_SEAL, certificatesPaths } from '../paths.js';
import { CertificateAddendaService } from '../certificate-addenda.service.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import { noCertificate } from './no-certificate.js';
import { type Renewal, renewalOf } from '../renewal/renewal.rules.js';
import { CertificateCoursesService } from '../courses/certificate-courses.service.js';
import { certificatePage, certificateView, minePage, mineView, PAGE_SIZE } from './certificates.view.js';

const mineQuery = z.object({
  enrolment: z.uuid().optional().catch(undefined),
  before: z.uuid().nullable().catch(null).default(null),
});

/** A person's own certificates. Administrators may open everybody's; to all others they do not exist. */
@Controller('certificates')
@Allow('learning.take')
export class CertificatesController {
  constructor(
    private readonly queries: CertificatesQueries,
    private readonly addenda: CertificateAddendaService,
    private readonly documents: CertificateDocuments,
    private readonly accounts: AccountsService,
    private readonly courses: CoursesService,
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly badges: BadgesService,
    private readonly seals: Seals,
    private readonly terms: CertificateCoursesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The list; with `enrolment`, the way from a completion to its certificate. */
  @Get()
  async mine(@Query() asked: Record<string, unknown>, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const { enrolment, before } = mineQuery.parse(asked);
    if (asked['enrolment'] !== undefined) {
      const found = enrolment === undefined ? undefined : await this.queries.ofEnrolment(enrolment);
      if (found?.personId !== person.id) throw noCertificate();
      res.redirect(303, certificatesPaths.certificate(found.number, { completed: 'yes' }));
      return;
    }
    const found = await this.queries.ofPerson(person.id, before, PAGE_SIZE + 1);
    this.pages.send(req, res, minePage, mineView(found, before, this.clock.today(), mayAdminister(person)));
  }

  @Get(':number.pdf')
  async pdf(@Param('number') typed: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const number = readNumber(typed);
    const bytes = number.ok
      ? await this.documents.pdf(number.number, (holder) => holder === person.id || mayAdminister(person))
      : undefined;
    if (!number.ok || !bytes) throw noCertificate();
    res.setHeader('Content-Disposition', `attachment; filename="certificate-${number.number}.pdf"`);
    res.setHeader('Cache-Control', 'no-store');
    res.type('application/pdf').send(bytes);
  }

  @Get(':number')
  async show(
    @Param('number') typed: string,
    @Query('completed') completed: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const person = signedIn(req);
    const certificate = await this.readable(typed, person);
    const isHolder = certificate.personId === person.id;
    const view = certificateView(certificate, {
      today: this.clock.today(),
      holder: isHolder ? (await this.accounts.details(person.id)).profession : null,
      justCompleted: completed === 'yes',
      isReviewed: certificate.sample && (await this.courses.isReviewed(certificate.courseVersionId)),
      realNumber: certificate.sample ? await this.queries.realOf(certificate) : null,
      mayRevoke: mayAdminister(person),
      badge: await this.badgeLinks(certificate.number),
      renewal: isHolder ? await this.renewal(certificate) : { kind: 'none' },
      addenda: await this.addenda.of(certificate),
    });
    this.pages.send(req, res, certificatePage, view);
  }

  private async renewal(certificate: Certificate): Promise<Renewal> {
    // Most have no end, and nothing to ask for.
    if (certificate.validUntil === null) return { kind: 'none' };
    return renewalOf(certificate, await this.terms.of(certificate.courseId), this.clock.today());
  }

  private async badgeLinks(number: string): Promise<{ href: string; url: string } | null> {
    if (!(await this.badges.offered())) return null;
    const key = this.seals.seal(BADGE_SEAL, number);
    return {
      href: certificatesPaths.badge(number),
      url: this.config.publicUrl + certificatesPaths.badge(number, { key }),
    };
  }

  private async readable(typed: string, person: SignedInPerson): Promise<Certificate> {
    const number = readNumber(typed);
    const certificate = number.ok ? await this.queries.byNumber(number.number) : undefined;
    if (!certificate || (certificate.personId !== person.id && !mayAdminister(person))) throw noCertificate();
    return certificate;
  }
}

function mayAdminister(person: SignedInPerson): boolean {
  return person.permissions.has('certificates.administer');
}
