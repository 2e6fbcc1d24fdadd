import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PolicyProfile } from '../policies.types.js';

/** Which revision of an organisation's profile holds now. Its row is the lock under which the next one is made. */
@Entity('policy_profile')
export class PolicyProfileEntity {
  @ForeignKey('OrganisationEntity', { name: 'policy_profile_organisation_fk' })
  @PrimaryColumn('uuid', { name: 'organisation_id' })
  organisationId: string;

  @ForeignKey('PolicyProfileRevisionEntity', { name: 'policy_profile_revision_fk' })
  @Column('uuid', { name: 'revision_id', nullable: true })
  revisionId: string | null;

  @Column('integer', { default: 0 })
  number: number;
}

/** What was known at one moment. The database refuses to change it. */
@Entity('policy_profile_revision')
@Index('policy_profile_revision_number', ['organisationId', 'number'], { unique: true })
export class PolicyProfileRevisionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('OrganisationEntity', { name: 'policy_profile_revision_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('integer')
  number: number;

  @Column('jsonb')
  snapshot: Omit<PolicyProfile, 'revisionId' | 'number' | 'madeAt'>;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
}
