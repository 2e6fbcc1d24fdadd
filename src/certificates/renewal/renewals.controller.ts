import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CoursesService } from '../../courses/courses.service.js';
import { learningPaths } from '../../learning/paths.js';
import { RenewalsService } from '../../learning/renewals.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { noCertificate } from '../holding/no-certificate.js';
import { CertificateCoursesService } from '../courses/certificate-courses.service.js';
import { certificatesPaths } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import { renewalOf } from './renewal.rules.js';

/** The holder of a certificate that ends takes the course again. The certificate stays as it is until there is a newer one. */
@Controller('certificates')
@Allow('learning.take')
export class RenewalsController {
  constructor(
    private readonly queries: CertificatesQueries,
    private readonly terms: CertificateCoursesService,
    private readonly courses: CoursesService,
    private readonly renewals: RenewalsService,
    private readonly clock: Clock,
  ) {}

  @Post(':number/renewals')
  async renew(@Param('number') number: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const person = signedIn(req);
    const certificate = await this.queries.byNumber(number);
    if (certificate?.personId !== person.id) throw noCertificate();
    const today = this.clock.today();
    const renewal = renewalOf(certificate, await this.terms.of(certificate.courseId), today);
    if (renewal.kind !== 'open') {
      req.notify('This certificate cannot be renewed now.');
      res.redirect(303, certificatesPaths.certificate(certificate.number));
      return;
    }
    const { slug } = await this.courses.version(certificate.courseVersionId);
    const dueOn = renewal.by < today ? null : renewal.by;
    const { id, isNew } = await this.renewals.renew(person.id, slug, dueOn);
    req.notify(
      isNew
        ? 'You take the course again, in its newest version. Your certificate stays valid until its end, and is kept after that.'
        : 'You are taking the course already. Here is where you are.',
    );
    res.redirect(303, learningPaths.enrolment(id));
  }
}
