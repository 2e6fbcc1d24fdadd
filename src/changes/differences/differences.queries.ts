import { Injectable } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import type { AddendumContext } from '../../certificates/certificates.types.js';
import type { AskedQuestion } from '../../courses/questions.types.js';
import { isRetiredSql } from '../../courses/retirement.rules.js';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { LONDON } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import type { Consequence } from '../changes.types.js';

/** Where somebody works, and what is known of it. */
export interface PlaceRow {
  profession: Profession;
  workplaceId: string | null;
  organisationId: string | null;
  place: string | null;
  nation: Nation | null;
  regionCode: string | null;
  icbCode: string | null;
  profileRevisionId: string | null;
}

/** A certificate that counts, of a course that was taken here. */
export interface HeldCertificate {
  number: string;
  title: string;
  /** Nobody can take its course again. */
  isRetired: boolean;
  enrolmentId: string;
  courseVersionId: string;
  /** Of the addenda to it; 0 when there is none. */
  lastAddendum: number;
  /** What the last addendum was fitted to, and the place in words. */
  context: AddendumContext | null;
  place: string | null;
  /** The questions of the attempt that passed. */
  asked: AskedQuestion[];
}

/** A lesson as it was read. */
export interface ReadingRow extends PlaceRow {
  enrolmentId: string;
  lessonId: string;
  on: CivilDate;
}

/** A change of an organisation's policy of which it was decided that people should hear. */
export interface DecidedChange {
  follows: Consequence;
  on: CivilDate;
  /** The number of the revision of its profile that the change led to. */
  revision: number;
}

const MOST_CERTIFICATES = 50;
const MOST_CHANGES = 50;

const place = `w.id as "workplaceId", w.organisation_id as "organisationId", coalesce(o.name, w.name) as place,
  coalesce(o.nation, w.nation) as nation,
  case when o.id is null then w.region_code else o.region_code end as "regionCode",
  case when o.id is null then w.icb_code else o.icb_code end as "icbCode"`;

/** Reads what somebody learned and where they work. Four statements, however much they learned. */
@Injectable()
export class DifferencesQueries {
  constructor(private readonly database: Database) {}

  /** Where the person works today. */
  async now(personId: string): Promise<PlaceRow | undefined> {
    const [row] = await this.database.query<PlaceRow>(
      `select p.profession, ${place}, profile.revision_id as "profileRevisionId"
       from person p left join workplace w on w.person_id = p.id and w.is_current
       left join organisation o on o.id = w.organisation_id
       left join policy_profile profile on profile.organisation_id = w.organisation_id
       where p.id = $1`,
      [personId],
    );
    return row;
  }

  /** Those that count, the newest first; with `number`, that one alone. */
  certificates(personId: string, number: string | null): Promise<HeldCertificate[]> {
    return this.database.query<HeldCertificate>(
      `select c.number, c.snapshot->'course'->>'title' as title,
         ${isRetiredSql('c.course_id')} as "isRetired", c.enrolment_id as "enrolmentId",
         c.course_version_id as "courseVersionId", coalesce(a.number, 0) as "lastAddendum", a.context,
         a.content->>'to' as place, coalesce(passed.asked, '[]') as asked
       from certificate c
       left join lateral (select number, context, content from certificate_addendum
         where enrolment_id = c.enrolment_id and course_version_id = c.course_version_id
         order by number desc limit 1) a on true
       left join lateral (select asked from attempt
         where enrolment_id = c.enrolment_id and course_version_id = c.course_version_id and passed
         order by number limit 1) passed on true
       where c.person_id = $1 and c.is_current and c.enrolment_id is not null and ($2::text is null or c.number = $2)
       order by c.id desc limit ${String(MOST_CERTIFICATES)}`,
      [personId, number],
    );
  }

  /** What was read on these enrolments, and where the learner worked when they read it. */
  readings(enrolmentIds: readonly string[]): Promise<ReadingRow[]> {
    return this.database.query<ReadingRow>(
      `select l.enrolment_id as "enrolmentId", l.lesson_id as "lessonId", l.shown_on as "on", l.profession, ${place},
         l.profile_revision_id as "profileRevisionId"
       from lesson_completion l left join workplace w on w.id = l.workplace_id
       left join organisation o on o.id = w.organisation_id
       where l.enrolment_id = any($1) order by l.completed_at`,
      [enrolmentIds],
    );
  }

  /** The digests of what was read of differences on an enrolment. */
  async readParts(enrolmentId: string): Promise<Set<string>> {
    const rows = await this.database.query<{ digest: string }>(
      'select digest from difference_read where enrolment_id = $1',
      [enrolmentId],
    );
    return new Set(rows.map(({ digest }) => digest));
  }

  /** By the latest decision on each, the newest change first. */
  decided(organisationId: string): Promise<DecidedChange[]> {
    return this.database.query<DecidedChange>(
      `select d.what_follows as follows, (d.decided_at at time zone '${LONDON}')::date as on, r.number as revision
       from change_impact i join policy_profile_revision r on r.id = i.after_revision_id
       cross join lateral (select what_follows, decided_at from change_decision where impact_id = i.id
         order by decided_at desc, id desc limit 1) d
       where i.organisation_id = $1 and d.what_follows <> 'nothing' order by r.number desc limit ${String(MOST_CHANGES)}`,
      [organisationId],
    );
  }

  /** Whether the person holds any certificate for which a move may matter. */
  async holdsAny(personId: string): Promise<boolean> {
    const [row] = await this.database.query<{ holds: boolean }>(
      `select exists (select from certificate where person_id = $1 and is_current and enrolment_id is not null) as holds`,
      [personId],
    );
    return row?.holds ?? false;
  }
}
