import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RemarkKind, RemarkState } from './remarks.types.js';

/** What a learner told us of a block, with what chose the words that they read. Only its state moves on. */
@Entity('lesson_remark')
@Index('lesson_remark_order', ['state', 'id'])
@Index('lesson_remark_person', ['personId', 'id'])
@Index('lesson_remark_lesson', ['lessonId', 'blockKey'])
@Index('lesson_remark_organisation', ['organisationId'])
@Check('lesson_remark_kind', `"kind" in ('wrong', 'unclear', 'elsewhere', 'access', 'other')`)
@Check('lesson_remark_state', `"state" in ('new', 'agreed', 'fixed', 'kept')`)
export class LessonRemarkEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Null once the account is gone. */
  @ForeignKey('PersonEntity', { name: 'lesson_remark_person_fk', onDelete: 'SET NULL' })
  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @ForeignKey('CourseLessonEntity', { name: 'lesson_remark_lesson_fk' })
  @Column('uuid', { name: 'lesson_id' })
  lessonId: string;

  @Column('text', { name: 'block_key' })
  blockKey: string;

  @Column('text', { nullable: true })
  variant: string | null;

  @Column('text')
  kind: RemarkKind;

  @Column('text')
  words: string;

  @ForeignKey('OrganisationEntity', { name: 'lesson_remark_organisation_fk' })
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId: string | null;

  @Column('text')
  nation: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('text', { name: 'icb_code', nullable: true })
  icbCode: string | null;

  @Column('text')
  profession: string;

  @ForeignKey('PolicyProfileRevisionEntity', { name: 'lesson_remark_revision_fk' })
  @Column('uuid', { name: 'profile_revision_id', nullable: true })
  profileRevisionId: string | null;

  /** The London day on which the block read so. */
  @Column('date', { name: 'shown_on' })
  shownOn: string;

  @Column('boolean', { name: 'wants_mail' })
  wantsMail: boolean;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  /** Of its latest answer. */
  @Column('text')
  state: RemarkState;
}

/** What was answered. A later one takes its place; none is edited. */
@Entity('lesson_remark_answer')
@Index('lesson_remark_answer_remark', ['remarkId', 'id'])
@Check('lesson_remark_answer_state', `"state" in ('agreed', 'fixed', 'kept')`)
@Check('lesson_remark_answer_version', `("state" = 'fixed') = ("version_id" is not null)`)
export class LessonRemarkAnswerEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('LessonRemarkEntity', { name: 'lesson_remark_answer_remark_fk' })
  @Column('uuid', { name: 'remark_id' })
  remarkId: string;

  @Column('text')
  state: Exclude<RemarkState, 'new'>;

  /** For whoever sent it. */
  @Column('text')
  answer: string;

  /** The version that fixed it. */
  @ForeignKey('CourseVersionEntity', { name: 'lesson_remark_answer_version_fk' })
  @Column('uuid', { name: 'version_id', nullable: true })
  versionId: string | null;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;

  @ForeignKey('PersonEntity', { name: 'lesson_remark_answer_person_fk', onDelete: 'SET NULL' })
  @Column('uuid', { name: 'answered_by_id', nullable: true })
  answeredById: string | null;
}
