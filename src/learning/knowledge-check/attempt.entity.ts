import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One go at the knowledge check. It keeps the questions as they were asked; once submitted it never changes. */
@Entity('attempt')
@Index('attempt_number', ['enrolmentId', 'number'], { unique: true })
@Index('attempt_open', ['enrolmentId'], { unique: true, where: '"submitted_at" is null' })
@Index('attempt_failed', ['submittedAt'], { where: 'not "passed"' })
@Index('attempt_version', ['courseVersionId', 'submittedAt'])
@Check('attempt_marked', '("submitted_at" is null) = ("passed" is null)')
export class AttemptEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_attempt' })
  id: string;

  @Column('uuid', { name: 'enrolment_id' })
  @ForeignKey('EnrolmentEntity', { name: 'attempt_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  /** The version whose questions it asks, and whose pass mark decides. */
  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'attempt_version_fk' })
  courseVersionId: string;

  /** From 1, over all versions that the enrolment was on. */
  @Column('integer')
  number: number;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  /** When the learner's time ends; null where there is no limit. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('uuid', { name: 'workplace_id', nullable: true })
  workplaceId: string | null;

  @Column('uuid', { name: 'profile_revision_id', nullable: true })
  @ForeignKey('PolicyProfileRevisionEntity', { name: 'attempt_revision_fk' })
  profileRevisionId: string | null;

  /** AskedQuestion[]: text, options in their order, and the fact that a local question rests on. */
  @Column('jsonb')
  asked: unknown;

  /** Marks, with whole hundredths of one for answers that were partly right. */
  @Column('double precision', { name: 'core_right', nullable: true })
  coreRight: number | null;

  @Column('integer', { name: 'core_of', nullable: true })
  coreOf: number | null;

  @Column('double precision', { name: 'local_right', nullable: true })
  localRight: number | null;

  @Column('integer', { name: 'local_of', nullable: true })
  localOf: number | null;

  @Column('boolean', { nullable: true })
  passed: boolean | null;
}

/** The answer that stands for a question, saved at once; a later one takes its place until the attempt is submitted. */
@Entity('attempt_answer')
export class AttemptAnswerEntity {
  @PrimaryColumn('uuid', { name: 'attempt_id', primaryKeyConstraintName: 'PK_attempt_answer' })
  @ForeignKey('AttemptEntity', { name: 'attempt_answer_attempt_fk', onDelete: 'CASCADE' })
  attemptId: string;

  @PrimaryColumn('text', { name: 'question_id', primaryKeyConstraintName: 'PK_attempt_answer' })
  questionId: string;

  /** The id of the option that was chosen; of several or of items in order, as question-answers.rules.ts keeps them. */
  @Column('text', { name: 'option_id' })
  optionId: string;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;
}
