import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That somebody was asked to review a draft. */
@Entity('course_draft_request')
@Index('course_draft_request_draft', ['draftId'])
@Check('course_draft_request_kind', `"kind" in ('peer', 'clinical', 'legal')`)
export class CourseDraftRequestEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_draft_request' })
  id: string;

  @Column('uuid', { name: 'draft_id' })
  @ForeignKey('CourseDraftEntity', { name: 'course_draft_request_draft_fk' })
  draftId: string;

  @Column('text')
  kind: string;

  @Column('uuid', { name: 'reviewer_id' })
  @ForeignKey('PersonEntity', { name: 'course_draft_request_reviewer_fk' })
  reviewerId: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  @Column('uuid', { name: 'asked_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_draft_request_person_fk' })
  askedById: string;
}

/** What a reviewer says of a draft, and of which revisions of its files. It is never edited: a later one takes its place. */
@Entity('course_draft_verdict')
@Index('course_draft_verdict_draft', ['draftId'])
@Check('course_draft_verdict_kind', `"kind" in ('peer', 'clinical', 'legal')`)
@Check('course_draft_verdict_says', `"verdict" in ('approved', 'changes')`)
export class CourseDraftVerdictEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_draft_verdict' })
  id: string;

  @Column('uuid', { name: 'draft_id' })
  @ForeignKey('CourseDraftEntity', { name: 'course_draft_verdict_draft_fk' })
  draftId: string;

  @Column('text')
  kind: string;

  @Column('text')
  verdict: string;

  @Column('uuid', { name: 'reviewer_id' })
  @ForeignKey('PersonEntity', { name: 'course_draft_verdict_reviewer_fk' })
  reviewerId: string;

  /** Role and credentials, as the reviewer gives them. */
  @Column('text', { name: 'reviewer_role' })
  reviewerRole: string;

  @Column('text', { nullable: true })
  note: string | null;

  /** The name and the number of each file that was read, by the file's id. */
  @Column('jsonb')
  files: Record<string, { name: string; number: number }>;

  @Column('timestamptz', { name: 'given_at' })
  givenAt: Date;
}

/** What somebody remarks about a lesson of a draft, or about one block of it. */
@Entity('course_draft_comment')
@Index('course_draft_comment_draft', ['draftId'])
export class CourseDraftCommentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_draft_comment' })
  id: string;

  @Column('uuid', { name: 'draft_id' })
  @ForeignKey('CourseDraftEntity', { name: 'course_draft_comment_draft_fk' })
  draftId: string;

  @Column('uuid', { name: 'file_id' })
  @ForeignKey('CourseDraftFileEntity', { name: 'course_draft_comment_file_fk' })
  fileId: string;

  /** Null: about the lesson as a whole. */
  @Column('text', { nullable: true })
  block: string | null;

  @Column('text')
  text: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('uuid', { name: 'made_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_draft_comment_person_fk' })
  madeById: string;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;
}
