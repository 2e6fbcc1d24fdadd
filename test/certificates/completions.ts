import { CoursesService } from '../../src/courses/courses.service.js';
import { EnrolmentCompleted } from '../../src/learning/learning.events.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Events } from '../../src/platform/events.js';
import type { TestApp } from '../support/test-app.js';

/** Lets people complete the course that ships, as learning tells of it. */
export class Completions {
  private people = 0;

  private constructor(
    private readonly app: TestApp,
    private readonly courseId: string,
    private readonly versionId: string,
    readonly title: string,
    readonly hours: number,
  ) {}

  static async in(app: TestApp): Promise<Completions> {
    const [row] = await app.db.query<{ id: string }>('select id from course_version order by number limit 1');
    if (!row) throw new Error('No course has been loaded');
    const version = await app.get<CoursesService>(CoursesService).version(row.id);
    return new Completions(app, version.courseId, row.id, version.title, Math.floor(version.minutes / 15) / 4);
  }

  /** The id of a sample account: learner, trainer or admin. */
  async idOf(account: string): Promise<string> {
    const [row] = await this.app.db.query<{ id: string }>('select id from person where email = $1', [
      `${account}@beforehand.example`,
    ]);
    return row?.id ?? '';
  }

  /** Somebody new; answers their id. */
  async person(name: string): Promise<string> {
    const id = newId();
    this.people += 1;
    const email = `person${String(this.people)}@example.org`;
    await this.app.db.query(
      `insert into person (id, email, name, profession, created_at, search_key, confirmed_at)
       values ($1, $2, $3, 'nurse', now(), lower($3 || ' ' || $2), now())`,
      [id, email, name],
    );
    return id;
  }

  /** Enrols the person (who may be enrolled already) and completes, in one transaction; answers the enrolment's id. */
  async complete(personId: string, options: { then?: () => void } = {}): Promise<string> {
    return this.app.db.transaction(async () => {
      const [row] = await this.app.db.query<{ id: string }>(
        `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, course_id) where withdrawn_at is null do update set course_id = excluded.course_id returning id`,
        [newId(), personId, this.courseId, this.versionId, this.app.clock.now()],
      );
      if (!row) throw new Error('Nobody was enrolled');
      await this.tell(personId, row.id, this.versionId);
      options.then?.();
      return row.id;
    });
  }

  /** Tells of a completion, possibly once more. */
  async publish(personId: string, enrolmentId: string, versionId = this.versionId): Promise<void> {
    await this.app.db.transaction(() => this.tell(personId, enrolmentId, versionId));
  }

  async numberOf(enrolmentId: string): Promise<string> {
    const [row] = await this.app.db.query<{ number: string }>(
      'select number from certificate where enrolment_id = $1 order by sample limit 1',
      [enrolmentId],
    );
    if (!row) throw new Error('The enrolment has led to no certificate');
    return row.number;
  }

  /** Records both reviews of a version. The course was published on the machine's day, which may lie after the test's. */
  async review(versionId = this.versionId): Promise<void> {
    for (const kind of ['clinical', 'legal'])
      await this.app.db.query(
        `insert into course_review (id, version_id, kind, reviewer_name, reviewer_role, reviewed_on, recorded_at)
         select $1, id, $3, 'A. Reviewer', 'Fictional reviewer', published_at::date, published_at
         from course_version where id = $2`,
        [newId(), versionId, kind],
      );
  }

  /** Publishes the same course again as a newer version; answers its id. */
  async newVersion(): Promise<string> {
    const id = newId();
    await this.app.db.query(
      `insert into course_version (id, course_id, number, content, sha256, published_at)
       select $1, course_id, number + 1, content, sha256 || '-newer', $3 from course_version where id = $2`,
      [id, this.versionId, this.app.clock.now()],
    );
    return id;
  }

  private async tell(personId: string, id: string, courseVersionId: string): Promise<void> {
    const today = this.app.clock.today();
    await this.app.get<Events>(Events).publish(
      new EnrolmentCompleted({
        id,
        personId,
        courseVersionId,
        workplaceId: null,
        enrolledOn: today,
        completedOn: today,
        completedAt: this.app.clock.now(),
        score: { right: 14, of: 16, percent: 88 },
        minutes: null,
      }),
    );
  }
}
