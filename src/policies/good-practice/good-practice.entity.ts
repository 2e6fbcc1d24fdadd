import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That a fact is worth learning from, with why. Withdrawn, never deleted. */
@Entity('policy_good_practice')
@Index('policy_good_practice_present', ['factId'], { unique: true, where: '"withdrawn_at" is null' })
@Check('policy_good_practice_withdrawn', `("withdrawn_at" is null) = ("withdrawn_for" is null)`)
export class GoodPracticeEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('PolicyFactEntity', { name: 'policy_good_practice_fact_fk' })
  @Column('uuid', { name: 'fact_id' })
  factId: string;

  /** For other Trusts. */
  @Column('text')
  why: string;

  @Column('timestamptz', { name: 'marked_at' })
  markedAt: Date;

  @ForeignKey('PersonEntity', { name: 'policy_good_practice_marked_by_fk' })
  @Column('uuid', { name: 'marked_by_id' })
  markedById: string;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @ForeignKey('PersonEntity', { name: 'policy_good_practice_withdrawn_by_fk' })
  @Column('uuid', { name: 'withdrawn_by_id', nullable: true })
  withdrawnById: string | null;

  @Column('text', { name: 'withdrawn_for', nullable: true })
  withdrawnFor: string | null;
}
