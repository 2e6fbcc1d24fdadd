import { Inject, Injectable } from '@nestjs/common';
import { workplaceKindName } from '../../accounts/account-words.rules.js';
import type { PersonDetails, WorkplaceKind } from '../../accounts/accounts.types.js';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Mail } from '../../platform/mail/mail.js';
import { newNumber } from '../../platform/new-number.js';
import { currentContext, runInContext } from '../../platform/request-context.js';
import { CertificatesIssued } from '../certificates.events.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { searchKeyOf, snapshotOf } from '../issuing/snapshot.rules.js';
import { certificatesPaths } from '../paths.js';
import { Designs } from '../templates/designs.js';

export const RENDER_SOME_JOB = 'certificates.render-some';
/** One transaction: some ten statements, however many it holds. */
const CHUNK = 500;

interface Waiting extends PersonDetails {
  /** Deactivated since the list was looked at: they get none. */
  deactivated: boolean;
  line: number;
  sessionOn: string;
  mode: string;
  hours: number;
  participatory: number;
  workplace: string | null;
  workplaceKind: WorkplaceKind | null;
}

interface Made {
  id: string;
  number: string;
  line: number;
  snapshot: CertificateSnapshot;
  waiting: Waiting;
}

/** Issues the certificates of a list, chunk by chunk: whole or not at all, each once, resumed where it stopped. */
@Injectable()
export class ListIssuing {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly designs: Designs,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Works a list off that was applied, in the name of who applied it. Repeatable, and safe to run twice at the same time. */
  async issueAll(listId: string): Promise<void> {
    const [list] = await this.database.query<{ appliedById: string | null }>(
      'select applied_by_id as "appliedById" from certificate_list where id = $1',
      [listId],
    );
    const applier = list?.appliedById ?? null;
    const actor = applier === null ? { kind: 'operator' as const } : { kind: 'person' as const, id: applier };
    await runInContext({ requestId: currentContext()?.requestId ?? newId(), actor }, async () => {
      while (await this.issueSome(listId));
    });
  }

  /** Issues the next chunk in one transaction; answers whether there may be more. */
  private issueSome(listId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const [list] = await this.database.query<{ courseVersionId: string; mailed: boolean }>(
        `select course_version_id as "courseVersionId", mailed from certificate_list
          where id = $1 and applied_at is not null and finished_at is null`,
        [listId],
      );
      if (!list) return false;
      const version = await this.courses.version(list.courseVersionId);
      await this.database.lock(`session certificates of ${version.courseId}`);
      const waiting = await this.waiting(listId);
      if (waiting.length > 0) await this.issueTo(waiting, listId, version, list.mailed);
      const isLast = waiting.length < CHUNK;
      if (isLast)
        await this.database.query('update certificate_list set finished_at = $2 where id = $1', [
          listId,
          this.clock.now(),
        ]);
      return !isLast;
    });
  }

  private async issueTo(
    waiting: readonly Waiting[],
    listId: string,
    version: CourseVersion,
    isMailed: boolean,
  ): Promise<void> {
    const sample = !(await this.courses.isReviewed(version.id));
    const active = waiting.filter(({ deactivated }) => !deactivated);
    const made = await this.insert(active, version, sample);
    await this.makeCurrent(made, sample);
    await this.settle(listId, waiting, made);
    await this.audit.recordAll(
      made.map(({ id }) => ({
        action: 'certificates.issued',
        subjectKind: 'certificate',
        subjectId: id,
        details: { sample, listId, courseVersionId: version.id },
      })),
    );
    if (made.length > 0) {
      const certificateIds = made.map(({ id }) => id);
      await this.jobs.add(RENDER_SOME_JOB, { certificateIds });
      await this.events.publish(new CertificatesIssued(certificateIds));
    }
    if (isMailed) await this.mail.queueAll(made.map((one) => this.message(one, sample)));
  }

  private waiting(listId: string): Promise<Waiting[]> {
    return this.database.query<Waiting>(
      `select r.line, p.deactivated_at is not null as deactivated, r.session_on as "sessionOn", r.mode, r.hours, r.participatory,
         p.id, p.name, p.email, p.profession, p.registration_body as "registrationBody",
         p.registration_number as "registrationNumber", coalesce(o.name, w.name) as workplace, w.kind as "workplaceKind"
       from certificate_list_row r join person p on p.id = r.person_id
         left join workplace w on w.person_id = p.id and w.is_current
         left join organisation o on o.id = w.organisation_id
       where r.list_id = $1 and r.done_at is null order by r.line limit ${String(CHUNK)}`,
      [listId],
    );
  }

  /** Writes those that are not there yet; who has theirs already is left as they are. */
  private async insert(waiting: readonly Waiting[], version: CourseVersion, sample: boolean): Promise<Made[]> {
    const issuedOn = this.clock.today();
    const decided = await this.designs.forCourse(version.courseId);
    const drafts = waiting.map((one): Made => {
      const number = newNumber();
      const workplace = one.workplace ?? (one.workplaceKind === null ? null : workplaceKindName(one.workplaceKind));
      const hours = {
        total: one.hours,
        participatory: one.participatory,
        nonParticipatory: one.hours - one.participatory,
      };
      const snapshot = snapshotOf({
        number,
        publicUrl: this.config.publicUrl,
        verifyPath: certificatesPaths.verify(number),
        sample,
        person: one,
        completion: { hours, mode: one.mode, enrolledOn: null, completedOn: one.sessionOn, result: null, workplace },
        version,
        issuedOn,
        provider: this.config.provider,
        ...decided,
      });
      return { id: newId(), number, line: one.line, snapshot, waiting: one };
    });
    const rows = drafts.map(({ id, number, snapshot, waiting: one }) => ({
      id,
      number,
      person_id: one.id,
      session_on: one.sessionOn,
      valid_until: snapshot.validUntil,
      snapshot,
      search_key: searchKeyOf(snapshot),
    }));
    const kept = await this.database.query<{ id: string }>(
      `insert into certificate (id, number, person_id, session_on, course_id, course_version_id, sample, is_current,
         issued_at, issued_on, valid_until, snapshot, search_key)
       select id, number, person_id, session_on, $2, $3, $4, false, $5, $6, valid_until, snapshot, search_key
         from jsonb_to_recordset($1) as made(id uuid, number text, person_id uuid, session_on date, valid_until date, snapshot jsonb, search_key text)
        where not exists (select from certificate c where c.person_id = made.person_id and c.course_id = $2
                             and c.session_on = made.session_on and (c.sample = $4 or not c.sample))
       returning id`,
      [JSON.stringify(rows), version.courseId, version.id, sample, this.clock.now(), issuedOn],
    );
    const ids = new Set(kept.map(({ id }) => id));
    return drafts.filter(({ id }) => ids.has(id));
  }

  /** They are the ones that count now. A real one takes the place of the sample of the same session. */
  private async makeCurrent(made: readonly Made[], sample: boolean): Promise<void> {
    const ids = made.map(({ id }) => id);
    if (!sample) {
      const superseded = await this.database.query<{ id: string; successorId: string }>(
        `update certificate old set is_current = false from certificate new
          where new.id = any($1) and old.person_id = new.person_id and old.course_id = new.course_id
            and old.session_on = new.session_on and old.id <> new.id and old.is_current
         returning old.id, new.id as "successorId"`,
        [ids],
      );
      await this.database.query(
        `insert into certificate_change (id, certificate_id, kind, at, "on", successor_id)
         select id, certificate_id, 'superseded', $2, $3, successor_id
           from jsonb_to_recordset($1) as change(id uuid, certificate_id uuid, successor_id uuid)`,
        [
          JSON.stringify(
            superseded.map((one) => ({ id: newId(), certificate_id: one.id, successor_id: one.successorId })),
          ),
          this.clock.now(),
          this.clock.today(),
        ],
      );
      await this.audit.recordAll(
        superseded.map(({ id, successorId }) => ({
          action: 'certificates.superseded',
          subjectKind: 'certificate',
          subjectId: id,
          details: { successorId },
        })),
      );
    }
    await this.database.query('update certificate set is_current = true where id = any($1)', [ids]);
  }

  private async settle(listId: string, waiting: readonly Waiting[], made: readonly Made[]): Promise<void> {
    const byLine = new Map(made.map(({ line, id }) => [line, id]));
    await this.database.query(
      `update certificate_list_row r set done_at = $3, certificate_id = done.certificate_id
         from jsonb_to_recordset($2) as done(line int, certificate_id uuid) where r.list_id = $1 and r.line = done.line`,
      [
        listId,
        JSON.stringify(waiting.map(({ line }) => ({ line, certificate_id: byLine.get(line) ?? null }))),
        this.clock.now(),
      ],
    );
  }

  private message({ number, snapshot, waiting }: Made, sample: boolean) {
    const link = this.config.publicUrl + certificatesPaths.certificate(number);
    return {
      to: waiting.email,
      subject: `Your ${sample ? 'sample ' : ''}certificate: ${snapshot.course.title}`,
      text: [
        `A certificate was issued to you for ${snapshot.course.title}.`,
        ...(sample
          ? ['It is a sample, not valid for CPD: the course still awaits its clinical and legal review.']
          : []),
        `Sign in to see and save it:\n${link}`,
      ].join('\n\n'),
    };
  }
}
