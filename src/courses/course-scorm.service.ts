import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Audit } from '../platform/audit/audit.js';
import { dateInWords } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { ProfilesService } from '../policies/profiles.service.js';
import { placeOf } from '../tailoring/context-place.rules.js';
import type { TailoringContext } from '../tailoring/tailoring.types.js';
import { CoursesService } from './courses.service.js';
import { CourseMedia } from './media/course-media.js';
import { zipOf } from './portable/course-zip.js';
import { ScormPages } from './scorm/scorm-pages.js';

/** A package cannot be made. The message says why and what to do. */
export class ScormRefused extends Error {}

export interface ScormPackage {
  /** For a file, without its ending. */
  name: string;
  /** What it holds and for whom, in a sentence. */
  summary: string;
  zip: Readable;
}

/** Courses as SCORM 1.2 packages, for Trusts that keep learning in a system of their own. */
@Injectable()
export class CourseScormService {
  constructor(
    private readonly courses: CoursesService,
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly pages: ScormPages,
    private readonly media: CourseMedia,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest version of a course as staff of one Trust see it today, whatever they work as. Throws NotFoundException
   * when there is no such course, and ScormRefused when there is no such Trust or it has closed.
   */
  async package(slug: string, trustCode: string): Promise<ScormPackage> {
    const version = await this.courses.newest(slug);
    const organisation = await this.organisations.byAddress(trustCode);
    if (!organisation)
      throw new ScormRefused(`There is no Trust or board with the code ${trustCode}. Look it up in the directory.`);
    if (organisation.closedOn !== null) {
      const after = organisation.successors.map(({ name, code }) => `${name} (${code})`).join(' and ');
      throw new ScormRefused(
        `${organisation.name} closed on ${dateInWords(organisation.closedOn)}.${after === '' ? '' : ` Make the package for ${after}.`}`,
      );
    }
    const profile = await this.profiles.current(organisation.id);
    const context: TailoringContext = {
      profile,
      ...placeOf(profile, organisation),
      // One package is for everybody who works there.
      profession: 'other',
      on: this.clock.today(),
      factAgeLimitMonths: version.factAgeLimitMonths,
    };
    const [lessons, questions, reviewed] = await Promise.all([
      Promise.all(version.lessons.map(({ id }) => this.courses.lesson(id))),
      this.courses.questions(version.id),
      this.courses.isReviewed(version.id),
    ]);
    const files = this.pages.of({ version, reviewed, lessons, questions, organisation, context });
    await this.audit.record({
      action: 'courses.packaged',
      subjectKind: 'course_version',
      subjectId: version.id,
      details: { organisation: organisation.id, profileRevision: profile?.revisionId ?? null, on: context.on },
    });
    return {
      name: `${version.slug}-${organisation.code}-${context.on}`,
      summary: `Version ${String(version.number)} of ${slug} as at ${organisation.name}, ${dateInWords(context.on)}, from ${profile ? `revision ${String(profile.number)} of its policy profile` : 'no record of its policy'}.`,
      zip: zipOf(files, null, this.clock.now(), this.media.going(version)),
    };
  }
}
