import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An answer that somebody is still writing. Replaced as they go on, gone once it is saved or thrown away. */
@Entity('policy_draft')
@Index('policy_draft_once', ['documentLineage', 'questionId', 'part', 'personId'], { unique: true })
@Index('policy_draft_person', ['personId'])
export class PolicyDraftEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'document_lineage' })
  documentLineage: string;

  @ForeignKey('PolicyQuestionEntity', { name: 'policy_draft_question_fk' })
  @Column('uuid', { name: 'question_id' })
  questionId: string;

  @Column('integer')
  part: number;

  @ForeignKey('PersonEntity', { name: 'policy_draft_person_fk', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'person_id' })
  personId: string;

  /** As typed, whether or not it can be saved yet. */
  @Column('jsonb')
  fields: Record<string, string | string[]>;

  /** Which fact stood here when the draft was begun; null when none did. */
  @Column('uuid', { name: 'base_fact_id', nullable: true })
  baseFactId: string | null;

  /** Counts up, so that one of two open pages notices the other. */
  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'kept_at' })
  keptAt: Date;
}
