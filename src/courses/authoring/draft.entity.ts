import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A course as it is being written. Of one course, at most one draft is open. */
@Entity('course_draft')
@Index('course_draft_open', ['slug'], { unique: true, where: `"state" in ('draft', 'in_review')` })
@Check('course_draft_state', `"state" in ('draft', 'in_review', 'published', 'discarded')`)
export class CourseDraftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_draft' })
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  title: string;

  @Column('text')
  state: string;

  /** The published version that it began from; null for a course that is new. */
  @Column('uuid', { name: 'base_version_id', nullable: true })
  @ForeignKey('CourseVersionEntity', { name: 'course_draft_base_fk' })
  baseVersionId: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_draft_person_fk' })
  createdById: string;
}

/** One file of a draft. Its words are those of its current revision. */
@Entity('course_draft_file')
@Index('course_draft_file_draft', ['draftId', 'name'])
export class CourseDraftFileEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_draft_file' })
  id: string;

  @Column('uuid', { name: 'draft_id' })
  @ForeignKey(() => CourseDraftEntity, { name: 'course_draft_file_draft_fk' })
  draftId: string;

  /** As docs/course-format.md has it, such as lessons/01-first.md: lessons stand in the order of their names. */
  @Column('text')
  name: string;

  @Column('integer', { name: 'current_number' })
  currentNumber: number;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;
}

/** What somebody saved of a file: kept for good, so that any of them can be put back. */
@Entity('course_draft_revision')
@Index('course_draft_revision_number', ['fileId', 'number'], { unique: true })
@Check('course_draft_revision_how', `"how" in ('began', 'saved', 'kept', 'moved', 'copied', 'removed', 'restored')`)
export class CourseDraftRevisionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_draft_revision' })
  id: string;

  @Column('uuid', { name: 'file_id' })
  @ForeignKey(() => CourseDraftFileEntity, { name: 'course_draft_revision_file_fk' })
  fileId: string;

  @Column('integer')
  number: number;

  @Column('text')
  text: string;

  @Column('text')
  how: string;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt: Date;

  @Column('uuid', { name: 'saved_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_draft_revision_person_fk' })
  savedById: string;
}

/** Who has a file open in an editor, and when their browser last said so. */
@Entity('course_draft_presence')
export class CourseDraftPresenceEntity {
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'PK_course_draft_presence' })
  @ForeignKey(() => CourseDraftFileEntity, { name: 'course_draft_presence_file_fk' })
  fileId: string;

  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_course_draft_presence' })
  @ForeignKey('PersonEntity', { name: 'course_draft_presence_person_fk' })
  personId: string;

  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;
}
