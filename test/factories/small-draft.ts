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
    readonly author: TestBrowser,
    readonly reviewer: TestBrowser,
  ) {}

  /** Publishes the small course and begins a draft of it. */
  static async in(app: TestApp): Promise<SmallDraft> {
    await publishSmallCourse(app);
    const draft = new SmallDraft(app.browser(), app.browser());
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
