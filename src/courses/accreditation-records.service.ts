import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { CivilDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { isId, newId } from '../platform/database/new-id.js';
import type { FieldError } from '../platform/http/form.js';
import { accreditationGaps, type Declaration, type Pilot } from './accreditation.rules.js';
import { CoursesService } from './courses.service.js';
import type { CourseReview, CourseVersion, ReviewKind } from './courses.types.js';
import { outcomeMatrix, type OutcomeRow } from './outcome-matrix.rules.js';

export type NewDeclaration = Omit<Declaration, 'id'>;
export type NewPilot = Omit<Pilot, 'id'>;

/** All that is known of a version for those who accredit it. */
export interface AccreditationFacts {
  version: CourseVersion;
  outcomes: OutcomeRow[];
  reviews: Record<ReviewKind, CourseReview | null>;
  declarations: Declaration[];
  /** Of every version, the latest first. */
  pilots: Pilot[];
  /** What is missing, as sentences. */
  gaps: string[];
}

const NOBODY = 'There is no such entry any more.';
const NO_DAY_YET = 'Enter a day that is not still to come';

/** What accreditors ask of a course beside its words: declarations of interest, and pilots. */
@Injectable()
export class AccreditationRecordsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Of the newest version. Throws NotFoundException when there is no such course. */
  async of(slug: string): Promise<AccreditationFacts> {
    const version = await this.courses.newest(slug);
    const [questions, reviews, declarations, pilots] = await Promise.all([
      this.courses.questions(version.id),
      this.courses.reviews(version.id),
      this.declarations(version.courseId),
      this.pilots(version.courseId),
    ]);
    const drawn = new Set(version.check?.draws.map(({ tag }) => tag));
    const outcomes = outcomeMatrix(
      version.outcomes,
      version.lessons,
      questions.map(({ core, tags = [], ...question }) => ({
        ...question,
        local: !core,
        drawn: tags.some((tag) => drawn.has(tag)),
      })),
    );
    const gaps = accreditationGaps({
      ...version,
      aims: version.aims ?? null,
      outcomes,
      reviewers: { clinical: reviews.clinical?.reviewerName ?? null, legal: reviews.legal?.reviewerName ?? null },
      declarations,
      pilots: pilots.filter((pilot) => pilot.version === version.number),
    });
    return { version, outcomes, reviews, declarations, pilots, gaps };
  }

  /** Records who had a part in the course and what they declare. Answers why not when the day is still to come. */
  async declare(slug: string, given: NewDeclaration, personId: string): Promise<FieldError | null> {
    if (given.declaredOn > this.clock.today()) return { field: 'declaredOn', message: NO_DAY_YET };
    const { courseId } = await this.courses.newest(slug);
    await this.database.transaction(async () => {
      const id = newId();
      const { part, name, credentials, interests, declaredOn } = given;
      await this.database.query(
        `insert into course_declaration (id, course_id, part, name, credentials, interests, declared_on, recorded_at, recorded_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, courseId, part, name, credentials, interests, declaredOn, this.clock.now(), personId],
      );
      await this.record('course_declarations.made', 'course_declaration', id, { part });
    });
    return null;
  }

  /** Takes a declaration out. Throws NotFoundException when it is out already. */
  async endDeclaration(slug: string, id: string): Promise<void> {
    await this.end('course_declaration', 'course_id = (select id from course where slug = $2)', slug, id);
  }

  /** Records how long people took. Answers why not: no such version, or a day still to come. */
  async addPilot(slug: string, given: NewPilot, personId: string): Promise<FieldError | null> {
    if (given.heldOn > this.clock.today()) return { field: 'heldOn', message: NO_DAY_YET };
    const { number } = await this.courses.newest(slug);
    if (given.version > number) return { field: 'version', message: `The newest version is ${String(number)}` };
    const { id: versionId } = await this.courses.numbered(slug, given.version);
    await this.database.transaction(async () => {
      const id = newId();
      const { heldOn, people, medianMinutes, shortestMinutes, longestMinutes, note } = given;
      await this.database.query(
        `insert into course_pilot
           (id, version_id, held_on, people, median_minutes, shortest_minutes, longest_minutes, note, recorded_at, recorded_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          versionId,
          heldOn,
          people,
          medianMinutes,
          shortestMinutes,
          longestMinutes,
          note,
          this.clock.now(),
          personId,
        ],
      );
      await this.record('course_pilots.made', 'course_pilot', id, { people });
    });
    return null;
  }

  /** Takes a pilot out. Throws NotFoundException when it is out already. */
  async endPilot(slug: string, id: string): Promise<void> {
    const ofCourse = `version_id in (select v.id from course_version v join course c on c.id = v.course_id where c.slug = $2)`;
    await this.end('course_pilot', ofCourse, slug, id);
  }

  private declarations(courseId: string): Promise<Declaration[]> {
    return this.database.query<Declaration>(
      `select id, part, name, credentials, interests, declared_on as "declaredOn" from course_declaration
        where course_id = $1 and ended_at is null
        order by array_position(array['author', 'clinical', 'legal', 'peer', 'other'], part), name, id limit 200`,
      [courseId],
    );
  }

  private pilots(courseId: string): Promise<Pilot[]> {
    return this.database.query<Pilot & { heldOn: CivilDate }>(
      `select p.id, v.number as version, p.held_on as "heldOn", p.people, p.median_minutes as "medianMinutes",
         p.shortest_minutes as "shortestMinutes", p.longest_minutes as "longestMinutes", p.note
        from course_pilot p join course_version v on v.id = p.version_id
        where v.course_id = $1 and p.ended_at is null order by v.number desc, p.held_on desc, p.id desc limit 200`,
      [courseId],
    );
  }

  private async end(
    table: 'course_declaration' | 'course_pilot',
    ofCourse: string,
    slug: string,
    id: string,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update ${table} set ended_at = $3 where id = $1 and ${ofCourse} and ended_at is null returning id`,
        [isId(id) ? id : null, slug, this.clock.now()],
      );
      if (rows.length === 0) throw new NotFoundException(NOBODY);
      await this.record(`${table}s.ended`, table, id, {});
    });
  }

  private async record(action: string, subjectKind: string, subjectId: string, details: object): Promise<void> {
    await this.audit.record({ action, subjectKind, subjectId, details: { ...details } });
  }
}
