import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PracticeChange, SurveyMoment } from '../survey.rules.js';

/** What a learner says of themselves at one moment of an enrolment, so that before and after can be compared; or that they would rather not. */
@Entity('survey_answer')
@Index('survey_answer_course', ['courseId', 'moment', 'answeredAt', 'enrolmentId'])
@Check('survey_answer_moment', `"moment" in ('before', 'after', 'practice')`)
@Check(
  'survey_answer_degrees',
  ['tell_apart', 'weigh', 'find', 'act'].map((name) => `"${name}" between 1 and 5`).join(' and '),
)
@Check('survey_answer_changed', `"changed" in ('yes', 'not_yet', 'no')`)
export class SurveyAnswerEntity {
  @PrimaryColumn('uuid', { name: 'enrolment_id', primaryKeyConstraintName: 'PK_survey_answer' })
  @ForeignKey('EnrolmentEntity', { name: 'survey_answer_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_survey_answer' })
  moment: SurveyMoment;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'survey_answer_course_fk' })
  courseId: string;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;

  /** They would rather not answer: all that follows is empty. */
  @Column('boolean')
  declined: boolean;

  @Column('smallint', { name: 'tell_apart', nullable: true })
  tellApart: number | null;

  @Column('smallint', { nullable: true })
  weigh: number | null;

  @Column('smallint', { nullable: true })
  find: number | null;

  @Column('smallint', { nullable: true })
  act: number | null;

  /** Whether they do something differently since. Asked weeks later only, as is what follows. */
  @Column('text', { nullable: true })
  changed: PracticeChange | null;

  @Column('text', { default: '' })
  words: string;

  /** Whether the words may be quoted, without a name. */
  @Column('boolean', { default: false })
  quotable: boolean;
}

/** How a question of the knowledge check was answered before the course, and the first time it was asked in the check. */
@Entity('survey_question')
@Index('survey_question_question', ['questionId'])
export class SurveyQuestionEntity {
  @PrimaryColumn('uuid', { name: 'enrolment_id', primaryKeyConstraintName: 'PK_survey_question' })
  @ForeignKey('EnrolmentEntity', { name: 'survey_question_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  @PrimaryColumn('uuid', { name: 'question_id', primaryKeyConstraintName: 'PK_survey_question' })
  @ForeignKey('CourseQuestionEntity', { name: 'survey_question_question_fk' })
  questionId: string;

  /** The id of the option that was chosen; empty for who did not know. */
  @Column('text')
  answer: string;

  @Column('boolean', { name: 'right_before' })
  rightBefore: boolean;

  /** Null until it was asked in a check. An attempt that is made again changes it no more. */
  @Column('boolean', { name: 'right_after', nullable: true })
  rightAfter: boolean | null;

  /** When that check was marked. */
  @Column('timestamptz', { name: 'compared_at', nullable: true })
  comparedAt: Date | null;
}
