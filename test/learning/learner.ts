import type { Place } from '../../src/accounts/accounts.types.js';
import { PersonRecords } from '../../src/accounts/person/person-records.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { WorkplacesService } from '../../src/accounts/workplaces.service.js';
import type { AskedQuestion } from '../../src/courses/questions.types.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import type { TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

/** Somebody who takes the small course in a browser of their own. */
export class TestLearner {
  /** The address of their enrolment, once they have one. */
  course = '';

  private constructor(
    readonly app: TestApp,
    readonly personId: string,
    readonly browser: TestBrowser,
  ) {}

  /** Makes an account and signs in. `place`: an organisation's code, a place elsewhere, or null for somebody who never said. */
  static async at(app: TestApp, place: string | Exclude<Place, { kind: 'organisation' }> | null): Promise<TestLearner> {
    const people = app.get<PersonRecords>(PersonRecords);
    const passwordHash = (await people.byEmail('learner@beforehand.example'))?.passwordHash ?? null;
    const [count] = await app.db.query<{ people: number }>('select count(*)::int as people from person');
    const email = `learner-${String(count?.people)}@ward.example`;
    const id = await people.insert(
      {
        email,
        name: 'Test Learner',
        profession: 'nurse',
        registrationBody: null,
        registrationNumber: null,
        passwordHash,
        confirmed: true,
      },
      ['learner'],
    );
    const learner = new TestLearner(app, id, app.browser());
    if (place !== null) await learner.workAt(place);
    await learner.browser.signIn(email, SAMPLE_PASSWORD);
    return learner;
  }

  async workAt(place: string | Exclude<Place, { kind: 'organisation' }>): Promise<void> {
    const workplaces = this.app.get<WorkplacesService>(WorkplacesService);
    if (typeof place !== 'string') {
      await workplaces.change(this.personId, place);
      return;
    }
    const organisation = await this.app.get<OrganisationsService>(OrganisationsService).byAddress(place);
    if (!organisation) throw new Error(`There is no ${place}`);
    const { id: organisationId, nation } = organisation;
    await workplaces.change(this.personId, { kind: 'organisation', organisationId, nation });
  }

  async email(): Promise<string> {
    const [row] = await this.app.db.query<{ email: string }>('select email from person where id = $1', [this.personId]);
    return row?.email ?? '';
  }

  get enrolmentId(): string {
    return this.course.split('/').at(-1) ?? '';
  }

  async enrol(slug = 'small'): Promise<void> {
    const answer = await this.browser.submit(`/courses/${slug}/enrolments`, {}, `/courses/${slug}`);
    this.course = answer.headers['location'] ?? '';
  }

  async page(path: string): Promise<string> {
    return (await this.browser.get(path).expect(200)).text;
  }

  lesson(slug: string): Promise<string> {
    return this.page(`${this.course}/lessons/${slug}`);
  }

  /** Presses "I have read this lesson" on a page that was opened before; answers where that leads. */
  async read(slug: string, page?: string) {
    const shown = this.shownIn(page ?? (await this.lesson(slug)));
    return this.browser.submit(`${this.course}/lessons/${slug}/completions`, { shown }, `${this.course}/lessons/doubt`);
  }

  /** What the page of a lesson says in its hidden field. */
  shownIn(page: string): string {
    return /name="shown" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
  }

  async readAll(slugs = ['papers', 'recording', 'doubt']): Promise<string> {
    let location = '';
    for (const slug of slugs) location = (await this.read(slug)).headers['location'] ?? '';
    return location;
  }

  /** Begins an attempt, or goes on with the open one; answers its address. */
  async startCheck(): Promise<string> {
    const answer = await this.browser.submit(`${this.course}/attempts`, {}, '/account');
    return (answer.headers['location'] ?? '').replace(/\/questions\/\d+$/, '');
  }

  async asked(attempt: string): Promise<AskedQuestion[]> {
    const [row] = await this.app.db.query<{ asked: AskedQuestion[] }>('select asked from attempt where id = $1', [
      attempt.split('/').at(-1),
    ]);
    return row?.asked ?? [];
  }

  answer(attempt: string, position: number, answer: string) {
    return this.browser.submit(`${attempt}/questions/${String(position)}/answers`, { answer }, '/account');
  }

  /** Answers all questions, so many of the core ones rightly and the local ones wrongly. */
  async answerAll(attempt: string, right: number): Promise<void> {
    let left = right;
    for (const [index, question] of (await this.asked(attempt)).entries()) {
      const wanted = question.core && left > 0;
      if (wanted) left -= 1;
      const option = question.options.find((each) => each.correct === wanted);
      await this.answer(attempt, index + 1, option?.id ?? '');
    }
  }

  submit(attempt: string) {
    return this.browser.submit(`${attempt}/submissions`, {}, '/account');
  }

  async tryCheck(right: number): Promise<string> {
    const attempt = await this.startCheck();
    await this.answerAll(attempt, right);
    return (await this.submit(attempt)).headers['location'] ?? '';
  }
}
