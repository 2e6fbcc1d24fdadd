import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { publishSmallCourse } from '../learning/small-course.js';
import type { TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

/** A draft of the small course, the trainer who writes it, and the administrator who reviews it. */
export class SmallDraft {
  /** The address of the draft. */
  address = '';
  /** The address of its first lesson. */
  lesson = '';

  private constructor(
    private readonly app: TestApp,
    readonly author: TestBrowser,
    readonly reviewer: TestBrowser,
  ) {}

  /** Publishes the small course and begins a draft of it. */
  static async in(app: TestApp): Promise<SmallDraft> {
    await publishSmallCourse(app);
    const draft = new SmallDraft(app, app.browser(), app.browser());
    await draft.author.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await draft.reviewer.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    await draft.begin();
    return draft;
  }

  get review(): string {
    return `${this.address}/review`;
  }

  async page(address: string, as = this.author): Promise<string> {
    return (await as.get(address).expect(200)).text;
  }

  /** Begins another draft, after the one before has ended. */
  async begin(): Promise<void> {
    const begun = await this.author.submit('/studio/drafts', { course: 'small' }, '/studio');
    this.address = begun.headers['location'] ?? '';
    this.lesson = /href="(\/studio\/files\/[^"]+)">Papers</.exec(await this.page(this.address))?.[1] ?? '';
  }

  /** Gives the law of England and Wales in the first lesson these words. */
  async write(words: string) {
    const base = /name="base" value="(\d+)"/.exec(await this.page(this.lesson))?.[1] ?? '';
    return this.author.submit(`${this.lesson}/blocks/the-law`, {
      base,
      'nations-0': ['england', 'wales'],
      'words-0': words,
      'nations-1': ['scotland'],
      'words-1': 'The common law governs. [@awia2000]',
    });
  }

  /** Makes another text of a file whose name is like this, as the author writes it by hand. */
  async rewrite(name: string, make: (text: string) => string): Promise<void> {
    const [file] = await this.app.db.query<{ id: string; number: number; text: string }>(
      `select f.id, r.number, r.text from course_draft_file f
         join course_draft_revision r on r.file_id = f.id and r.number = f.current_number
        where f.draft_id = $1 and f.name like $2`,
      [this.address.split('/').at(-1), name],
    );
    if (!file) throw new Error(`The draft has no ${name}`);
    const kept = await this.author.submit(`/studio/files/${file.id}/text`, {
      base: String(file.number),
      text: make(file.text),
    });
    if (kept.status !== 303) throw new Error(`${name} was not kept: ${String(kept.status)}`);
  }

  /** Gives a verdict on the draft as it stands, or as it stood in the page that was `seen`. */
  async say(as: TestBrowser, kind: string, verdict = 'approved', note = '', seen = '') {
    const read = /name="read" value="([^"]+)"/.exec(seen || (await this.page(this.review, as)))?.[1] ?? '';
    const given = { kind, verdict, reviewerRole: 'Consultant nurse', note, read };
    return as.submit(`${this.address}/verdicts`, given, this.review);
  }

  /** Gives both reviews that publishing asks for. */
  async approve(): Promise<void> {
    await this.say(this.reviewer, 'clinical');
    await this.say(this.reviewer, 'legal');
  }
}
