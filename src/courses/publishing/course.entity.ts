import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReviewKind } from '../courses.types.js';

@Entity('course')
@Index('course_slug', ['slug'], { unique: true })
export class CourseEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;
}

/** A published version: frozen, and the database refuses to change it. */
@Entity('course_version')
@Index('course_version_number', ['courseId', 'number'], { unique: true })
export class CourseVersionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('CourseEntity', { name: 'course_version_course_fk' })
  @Column('uuid', { name: 'course_id' })
  courseId: string;

  @Column('integer')
  number: number;

  /** All of course.md, and the sources. */
  @Column('jsonb')
  content: Record<string, unknown>;

  /** Of the files that it was made from. */
  @Column('text')
  sha256: string;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt: Date;
}

@Entity('course_lesson')
@Index('course_lesson_slug', ['versionId', 'slug'], { unique: true })
export class CourseLessonEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('CourseVersionEntity', { name: 'course_lesson_version_fk' })
  @Column('uuid', { name: 'version_id' })
  versionId: string;

  @Column('text')
  slug: string;

  @Column('integer')
  position: number;

  @Column('jsonb')
  content: Record<string, unknown>;
}

@Entity('course_question')
@Index('course_question_key', ['versionId', 'key'], { unique: true })
export class CourseQuestionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('CourseVersionEntity', { name: 'course_question_version_fk' })
  @Column('uuid', { name: 'version_id' })
  versionId: string;

  @Column('text')
  key: string;

  @Column('integer')
  position: number;

  @Column('jsonb')
  content: Record<string, unknown>;
}

/** One of the files that a version was made from, as docs/course-format.md has them. */
@Entity('course_file')
export class CourseFileEntity {
  @PrimaryColumn('uuid', { name: 'version_id', primaryKeyConstraintName: 'PK_course_file' })
  @ForeignKey('CourseVersionEntity', { name: 'course_file_version_fk' })
  versionId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_course_file' })
  name: string;

  @Column('text')
  text: string;
}

/** That somebody read a version and stands for it. A later one of the same kind takes its place; none is edited. */
@Entity('course_review')
@Index('course_review_version', ['versionId', 'kind'])
@Check('course_review_kind', `"kind" in ('clinical', 'legal')`)
export class CourseReviewEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('CourseVersionEntity', { name: 'course_review_version_fk' })
  @Column('uuid', { name: 'version_id' })
  versionId: string;

  @Column('text')
  kind: ReviewKind;

  @Column('text', { name: 'reviewer_name' })
  reviewerName: string;

  @Column('text', { name: 'reviewer_role' })
  reviewerRole: string;

  @Column('date', { name: 'reviewed_on' })
  reviewedOn: string;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** Null when an operator recorded it from the command line. */
  @Column('uuid', { name: 'recorded_by_id', nullable: true })
  recordedById: string | null;
}
