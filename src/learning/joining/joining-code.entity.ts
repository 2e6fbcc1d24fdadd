import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CohortEntity } from '../cohorts/cohort.entity.js';

/** A code with which the staff of a Trust join one of its cohorts. Of the code itself only the hash is kept. */
@Entity('joining_code')
@Index('joining_code_hash', ['hash'], { unique: true })
@Index('joining_code_cohort', ['cohortId', 'id'])
@Check('joining_code_uses', `"most_uses" is null or "uses" <= "most_uses"`)
export class JoiningCodeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_joining_code' })
  id: string;

  @Column('text')
  hash: string;

  /** Its last characters, by which those who made it tell it from others. */
  @Column('text')
  ending: string;

  @Column('uuid', { name: 'cohort_id' })
  @ForeignKey(() => CohortEntity, { name: 'joining_code_cohort_fk' })
  cohortId: string;

  /** How many people may join with it; null: any number. */
  @Column('integer', { name: 'most_uses', nullable: true })
  mostUses: number | null;

  @Column('integer', { default: 0 })
  uses: number;

  /** Mail domains of those who may join, in small letters; empty: any. */
  @Column('text', { array: true })
  domains: string[];

  /** The last day on which it works. */
  @Column('date', { name: 'expires_on' })
  expiresOn: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('uuid', { name: 'made_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'joining_code_made_by_fk', onDelete: 'SET NULL' })
  madeById: string | null;

  @Column('timestamptz', { name: 'stopped_at', nullable: true })
  stoppedAt: Date | null;

  @Column('uuid', { name: 'stopped_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'joining_code_stopped_by_fk', onDelete: 'SET NULL' })
  stoppedById: string | null;
}
