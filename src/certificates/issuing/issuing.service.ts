import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { workplaceKindName } from '../../accounts/account-words.rules.js';
import { AccountsService } from '../../accounts/accounts.service.js';
import { WorkplacesService } from '../../accounts/workplaces.service.js';
import { CoursesService } from '../../courses/courses.service.js';
import type { EnrolmentCompleted } from '../../learning/learning.events.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { newNumber } from '../../platform/new-number.js';
import { CertificatesIssued } from '../certificates.events.js';
import { awardsLock } from './awards-lock.rules.js';
import { certificatesPaths } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import { Designs } from '../templates/designs.js';
import { type Completion, completionOf, searchKeyOf, snapshotOf } from './snapshot.rules.js';

export const RENDER_JOB = 'certificates.render';

/** What is to be issued: to whom, for which completion. */
interface Award {
  personId: string;
  enrolmentId: string | null;
  /** The day of the session that was held; null for a course that was taken here. */
  sessionOn: string | null;
  courseVersionId: string;
  sample: boolean;
  completion: Completion;
}

/** Issues certificates. Never renders one: a glyph that no font has must not undo a completion. */
@Injectable()
export class IssuingService {
  constructor(
    private readonly database: Database,
    private readonly queries: CertificatesQueries,
    private readonly courses: CoursesService,
    private readonly accounts: AccountsService,
    private readonly workplaces: WorkplacesService,
    private readonly designs: Designs,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Issues inside the transaction that completes the enrolment: a sample until both reviews of the version are recorded. */
  async issueFor({ enrolment }: EnrolmentCompleted): Promise<void> {
    const { id, personId, courseVersionId, workplaceId } = enrolment;
    const version = await this.courses.version(courseVersionId);
    const workplace = workplaceId === null ? null : await this.workplaceName(personId, workplaceId);
    const sample = !(await this.courses.isReviewed(courseVersionId));
    const completion = completionOf(enrolment, version, workplace);
    await this.issue({ personId, enrolmentId: id, sessionOn: null, courseVersionId, sample, completion });
  }

  /**
   * Issues the real certificate of a completion for which there is a sample, once the version's reviews are recorded.
   * Pressed again, answers the same. Throws NotFoundException unless the person holds the sample.
   */
  async issueInsteadOf(
    sampleNumber: string,
    personId: string,
  ): Promise<{ ok: true; number: string } | { ok: false; problem: string }> {
    return this.database.transaction(async () => {
      const sample = await this.queries.byNumber(sampleNumber);
      if (sample?.personId !== personId || !sample.sample)
        throw new NotFoundException('You have no sample certificate with this number.');
      if (sample.revokedOn !== null)
        return { ok: false, problem: 'This sample was revoked. No certificate follows it.' };
      const { enrolmentId, sessionOn, courseVersionId, snapshot } = sample;
      if (!(await this.courses.isReviewed(courseVersionId)))
        return { ok: false, problem: 'Nothing was issued: the course still awaits its clinical and legal review.' };
      const { hours, mode, enrolledOn, completedOn, result, holder } = snapshot;
      const completion = { hours, mode, enrolledOn, completedOn, result, workplace: holder.workplace };
      const number = await this.issue({ personId, enrolmentId, sessionOn, courseVersionId, sample: false, completion });
      return { ok: true, number };
    });
  }

  /** Writes the row, its snapshot and its audit line, and asks for the file; answers the number. */
  private async issue(award: Award): Promise<string> {
    const { personId, enrolmentId, sessionOn, courseVersionId, sample } = award;
    const version = await this.courses.version(courseVersionId);
    await this.database.lock(awardsLock({ personId, courseId: version.courseId, sessionOn }));
    const [there] = await this.database.query<{ number: string }>(
      `select number from certificate where person_id = $1 and course_id = $2 and sample = $3
         and (enrolment_id = $4 and course_version_id = $5 or session_on = $6) order by id desc limit 1`,
      [personId, version.courseId, sample, enrolmentId, courseVersionId, sessionOn],
    );
    if (there) return there.number;
    const id = newId();
    const number = newNumber();
    const snapshot = snapshotOf({
      number,
      publicUrl: this.config.publicUrl,
      verifyPath: certificatesPaths.verify(number),
      sample,
      person: await this.accounts.details(personId),
      completion: award.completion,
      version,
      issuedOn: this.clock.today(),
      provider: this.config.provider,
      ...(await this.designs.forCourse(version.courseId)),
    });
    const before = await this.current(personId, version.courseId, sessionOn);
    // A sample counts for nothing, so it never takes the place of a certificate that does.
    const isCurrent = !(sample && before?.sample === false);
    if (before && isCurrent)
      await this.database.query('update certificate set is_current = false where id = $1', [before.id]);
    await this.database.query(
      `insert into certificate (id, number, person_id, enrolment_id, session_on, course_id, course_version_id, sample,
         is_current, issued_at, issued_on, valid_until, snapshot, search_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        number,
        personId,
        enrolmentId,
        sessionOn,
        version.courseId,
        courseVersionId,
        sample,
        isCurrent,
        this.clock.now(),
        snapshot.issuedOn,
        snapshot.validUntil,
        JSON.stringify(snapshot),
        searchKeyOf(snapshot),
      ],
    );
    if (before && isCurrent) await this.supersede(before.id, id);
    await this.audit.record({
      action: 'certificates.issued',
      subjectKind: 'certificate',
      subjectId: id,
      details: { sample, enrolmentId, sessionOn, courseVersionId },
    });
    await this.jobs.add(RENDER_JOB, { certificateId: id });
    await this.events.publish(new CertificatesIssued([id]));
    return number;
  }

  private async current(
    personId: string,
    courseId: string,
    sessionOn: string | null,
  ): Promise<{ id: string; sample: boolean } | undefined> {
    const [row] = await this.database.query<{ id: string; sample: boolean }>(
      'select id, sample from certificate where person_id = $1 and course_id = $2 and is_current and session_on is not distinct from $3',
      [personId, courseId, sessionOn],
    );
    return row;
  }

  private async supersede(id: string, successorId: string): Promise<void> {
    await this.database.query(
      `insert into certificate_change (id, certificate_id, kind, at, "on", successor_id)
       values ($1, $2, 'superseded', $3, $4, $5)`,
      [newId(), id, this.clock.now(), this.clock.today(), successorId],
    );
    await this.audit.record({
      action: 'certificates.superseded',
      subjectKind: 'certificate',
      subjectId: id,
      details: { successorId },
    });
  }

  private async workplaceName(personId: string, workplaceId: string): Promise<string | null> {
    const workplace = (await this.workplaces.list(personId)).find((one) => one.id === workplaceId);
    if (!workplace) return null;
    return workplace.name ?? workplaceKindName(workplace.kind);
  }
}
