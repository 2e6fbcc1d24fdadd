import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ActivityEntity } from '../activities/activity.entity.js';
import type { CodeTheme, ReflectionGround } from '../portfolio.types.js';

/** A reflective account. Nobody but its writer reads it. */
@Entity('portfolio_reflection')
@Index('portfolio_reflection_person', ['personId', 'changedAt', 'id'])
@Index('portfolio_reflection_activity', ['activityId'])
@Index('portfolio_reflection_enrolment', ['enrolmentId'])
@Index('portfolio_reflection_prompt', ['personId', 'enrolmentId', 'lessonId', 'blockKey'], {
  unique: true,
  where: '"removed_at" is null',
})
export class ReflectionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_portfolio_reflection' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'portfolio_reflection_person_fk' })
  personId: string;

  /** The entry that it was started from; what a lesson started is about what the enrolment led to. */
  @Column('uuid', { name: 'activity_id', nullable: true })
  @ForeignKey(() => ActivityEntity, { name: 'portfolio_reflection_activity_fk' })
  activityId: string | null;

  @Column('uuid', { name: 'enrolment_id', nullable: true })
  @ForeignKey('EnrolmentEntity', { name: 'portfolio_reflection_enrolment_fk' })
  enrolmentId: string | null;

  @Column('uuid', { name: 'lesson_id', nullable: true })
  @ForeignKey('CourseLessonEntity', { name: 'portfolio_reflection_lesson_fk' })
  lessonId: string | null;

  /** The prompt within the lesson. */
  @Column('text', { name: 'block_key', nullable: true })
  blockKey: string | null;

  /** Its words, as they were. */
  @Column('text', { nullable: true })
  prompt: string | null;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  ground: ReflectionGround | null;

  @Column('text')
  nature: string;

  @Column('text')
  learned: string;

  @Column('text')
  changed: string;

  @Column('text')
  relevance: string;

  @Column('text', { array: true })
  themes: CodeTheme[];

  @Column('date', { name: 'completed_on', nullable: true })
  completedOn: string | null;

  @Column('integer', { default: 0 })
  revision: number;

  /** The open page that saved it last: its own savings never collide with each other. */
  @Column('uuid', { name: 'saved_by_page', nullable: true })
  savedByPage: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;
}
