import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { QuestionKind, QuestionOption, QuestionTopic } from '../policies.types.js';

/** A question asked of every organisation's policy. Its key never changes; what a lesson showed is in the revisions. */
@Entity('policy_question')
@Index('policy_question_key', ['key'], { unique: true })
export class PolicyQuestionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  wording: string;

  @Column('text', { name: 'short_name' })
  shortName: string;

  @Column('text')
  topic: QuestionTopic;

  @Column('text')
  kind: QuestionKind;

  @Column('jsonb')
  options: QuestionOption[];

  @Column('integer')
  position: number;

  @Column('boolean', { default: false })
  retired: boolean;
}
