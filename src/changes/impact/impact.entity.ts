import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { VersionImpact, WhatFollows } from '../changes.types.js';

/** What an organisation's changed profile changes for learners: open until somebody has decided what follows. */
@Entity('change_impact')
@Index('change_impact_open', ['organisationId'], { unique: true, where: '"settled_at" is null' })
@Index('change_impact_organisation', ['organisationId'])
@Check('change_impact_settled_is_reckoned', `"settled_at" is null or "differences" is not null`)
export class ChangeImpactEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_change_impact' })
  id: string;

  @ForeignKey('OrganisationEntity', { name: 'change_impact_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  /** What held when the last decision was made. */
  @ForeignKey('PolicyProfileRevisionEntity', { name: 'change_impact_before_fk' })
  @Column('uuid', { name: 'before_revision_id' })
  beforeRevisionId: string;

  /** What holds now; moves on while nobody has decided. */
  @ForeignKey('PolicyProfileRevisionEntity', { name: 'change_impact_after_fk' })
  @Column('uuid', { name: 'after_revision_id' })
  afterRevisionId: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  /** Null until it is reckoned for this pair of revisions. */
  @Column('jsonb', { nullable: true })
  differences: VersionImpact[] | null;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;
}

/** What somebody decided. Rows are added; the latest of an impact holds. */
@Entity('change_decision')
@Index('change_decision_impact', ['impactId'])
export class ChangeDecisionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_change_decision' })
  id: string;

  @ForeignKey(() => ChangeImpactEntity, { name: 'change_decision_impact_fk' })
  @Column('uuid', { name: 'impact_id' })
  impactId: string;

  @Column('text', { name: 'what_follows' })
  whatFollows: WhatFollows;

  @Column('text', { nullable: true })
  note: string | null;

  @ForeignKey('PersonEntity', { name: 'change_decision_person_fk', onDelete: 'SET NULL' })
  @Column('uuid', { name: 'decided_by_id', nullable: true })
  decidedById: string | null;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;
}
