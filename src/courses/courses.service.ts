import { Injectable, NotFoundException } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { londonDate } from '../platform/civil-date.rules.js';
import type { CourseReview, CourseVersion, LessonContent, TrainingModule, ReviewKind } from './courses.types.js';
import type { KnowledgeQuestion } from './questions.types.js';
import { questionsAddressed } from './questions-addressed.rules.js';
import { VersionsQueries } from './publishing/versions.queries.js';

/** The courses for other rooms of the house. What is published is frozen, so it is kept in memory once read. */
@Injectable()
export class CoursesService {
  private readonly versions = new LRUCache<string, CourseVersion>({ max: 100 });
  private readonly lessons = new LRUCache<string, LessonContent>({ max: 1000 });
  private readonly checks = new LRUCache<string, KnowledgeQuestion[]>({ max: 100 });

  constructor(private readonly queries: VersionsQueries) {}

  /** The newest version of every course, also of those that are retired, by title. */
  async catalogue(): Promise<CourseVersion[]> {
    return this.byTitle(await this.queries.newestIds(false));
  }

  /** The newest version of every course that people can join, by title. */
  async openCatalogue(): Promise<CourseVersion[]> {
    return this.byTitle(await this.queries.newestIds(true));
  }

  /** The newest version of a course; throws NotFoundException when there is no such course. */
  async newest(slug: string): Promise<CourseVersion> {
    return this.found(await this.queries.newestId(slug));
  }

  /** The version that was the newest then, or the first where none was there yet; throws NotFoundException when there is no such course. */
  async newestAt(slug: string, at: Date): Promise<CourseVersion> {
    return this.found(await this.queries.idAt(slug, at));
  }

  /** A version by its course and number; throws NotFoundException when there is none. */
  async numbered(slug: string, number: number): Promise<CourseVersion> {
    return this.found(await this.queries.idOf(slug, number));
  }

  /** Throws NotFoundException when there is none. */
  async version(versionId: string): Promise<CourseVersion> {
    const known = this.versions.get(versionId);
    if (known) return known;
    const row = await this.queries.version(versionId);
    if (!row) throw new NotFoundException('There is no such version of a course.');
    const { content, ...rest } = row;
    const version = { ...content, ...rest, publishedOn: londonDate(row.publishedAt) };
    this.versions.set(versionId, version);
    return version;
  }

  /** A lesson with its blocks; throws NotFoundException when there is none. */
  async lesson(lessonId: string): Promise<LessonContent> {
    const known = this.lessons.get(lessonId);
    if (known) return known;
    const lesson = await this.queries.lesson(lessonId);
    if (!lesson) throw new NotFoundException('There is no such lesson.');
    this.lessons.set(lessonId, lesson);
    return lesson;
  }

  /** The lessons of the newest versions of all courses that people can join, in their order, with the policy questions that each addresses. */
  async modules(): Promise<TrainingModule[]> {
    const modules: TrainingModule[] = [];
    for (const { slug, title, lessons } of await this.openCatalogue())
      for (const lesson of lessons) {
        const addresses = questionsAddressed(await this.lesson(lesson.id));
        const { summary, minutes } = lesson;
        modules.push({ course: { slug, title }, slug: lesson.slug, title: lesson.title, summary, minutes, addresses });
      }
    return modules;
  }

  /** The questions of a version's knowledge check, in their order. */
  async questions(versionId: string): Promise<KnowledgeQuestion[]> {
    const known = this.checks.get(versionId);
    if (known) return known;
    const questions = await this.queries.questions(versionId);
    if (questions.length > 0) this.checks.set(versionId, questions);
    return questions;
  }

  /** The latest review of each kind; null where nobody is recorded. */
  async reviews(versionId: string): Promise<Record<ReviewKind, CourseReview | null>> {
    const all = await this.queries.reviews(versionId);
    const latest = (kind: ReviewKind) => all.find((review) => review.kind === kind) ?? null;
    return { clinical: latest('clinical'), legal: latest('legal') };
  }

  /** Whether a clinical and a legal reviewer are both recorded. */
  async isReviewed(versionId: string): Promise<boolean> {
    const { clinical, legal } = await this.reviews(versionId);
    return clinical !== null && legal !== null;
  }

  private async byTitle(versionIds: readonly string[]): Promise<CourseVersion[]> {
    const versions = await Promise.all(versionIds.map((id) => this.version(id)));
    return versions.sort((a, b) => a.title.localeCompare(b.title));
  }

  private found(versionId: string | null): Promise<CourseVersion> {
    if (versionId === null) throw new NotFoundException('There is no such course.');
    return this.version(versionId);
  }
}
