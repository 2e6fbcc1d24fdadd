import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CorrectionKind } from './correction.rules.js';

/** What somebody decided about a question after attempts at it. Rows are added; what was decided stays. */
@Entity('question_correction')
@Index('question_correction_version', ['courseVersionId', 'questionId'])
@Check('question_correction_option', `("kind" = 'remark') = ("option_id" is not null)`)
export class QuestionCorrectionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_question_correction' })
  id: string;

  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'question_correction_version_fk' })
  courseVersionId: string;

  @Column('uuid', { name: 'question_id' })
  @ForeignKey('CourseQuestionEntity', { name: 'question_correction_question_fk' })
  questionId: string;

  @Column('text')
  kind: CorrectionKind;

  /** The option that counts as right too; only when marked again. */
  @Column('text', { name: 'option_id', nullable: true })
  optionId: string | null;

  /** Learners whose marks changed read it. */
  @Column('text')
  reason: string;

  @Column('uuid', { name: 'decided_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'question_correction_person_fk', onDelete: 'SET NULL' })
  decidedById: string | null;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;

  /** When all attempts had it that were submitted before; null until then. */
  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;
}

/** What a correction gave an attempt, and how the attempt stood before. At most once for a question. */
@Entity('attempt_correction')
@Index('attempt_correction_of', ['correctionId'])
export class AttemptCorrectionEntity {
  @PrimaryColumn('uuid', { name: 'attempt_id', primaryKeyConstraintName: 'PK_attempt_correction' })
  @ForeignKey('AttemptEntity', { name: 'attempt_correction_attempt_fk', onDelete: 'CASCADE' })
  attemptId: string;

  @PrimaryColumn('uuid', { name: 'question_id', primaryKeyConstraintName: 'PK_attempt_correction' })
  questionId: string;

  @Column('uuid', { name: 'correction_id' })
  @ForeignKey(() => QuestionCorrectionEntity, { name: 'attempt_correction_correction_fk' })
  correctionId: string;

  /** In hundredths of a mark. */
  @Column('integer')
  gain: number;

  @Column('double precision', { name: 'was_right' })
  wasRight: number;

  @Column('boolean', { name: 'was_passed' })
  wasPassed: boolean;

  @Column('timestamptz', { name: 'corrected_at' })
  correctedAt: Date;
}
