import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { SuccessionEvidence, SuccessionKind } from '../organisations.types.js';
import { OrganisationEntity } from './organisation.entity.js';

/** A name other than today's, by which people may look for an organisation. */
@Entity('organisation_name')
@Index('organisation_name_once', ['organisationId', 'kind', 'name'], { unique: true })
export class OrganisationNameEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => OrganisationEntity, { name: 'organisation_name_organisation' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  name: string;

  /** former, also_known_as or abbreviation */
  @Column('text')
  kind: string;

  /** When it had been replaced: the day itself, or the release that first showed another. Null when not known. */
  @Column('date', { nullable: true })
  until: string | null;

  @Column('text')
  source: string;

  /** Came with the product, which may therefore take it back; else an import found it. */
  @Column('boolean')
  shipped: boolean;
}

/** In which ICB and region an organisation was seen, and from which release on. */
@Entity('organisation_membership')
@Index('organisation_membership_organisation', ['organisationId'])
@Index('organisation_membership_current', ['organisationId'], { unique: true, where: '"left_by" is null' })
@Check('organisation_membership_order', '"left_by" >= "first_seen_on"')
export class OrganisationMembershipEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => OrganisationEntity, { name: 'organisation_membership_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text', { name: 'icb_code' })
  icbCode: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('date', { name: 'first_seen_on' })
  firstSeenOn: string;

  /** The release that first showed another ICB; null while it lasts. */
  @Column('date', { name: 'left_by', nullable: true })
  leftBy: string | null;
}

/** Who runs the services of an organisation that closed. */
@Entity('organisation_succession')
@Index('organisation_succession_once', ['predecessorId', 'successorId'], { unique: true })
@Index('organisation_succession_successor', ['successorId'])
export class OrganisationSuccessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => OrganisationEntity, { name: 'organisation_succession_predecessor' })
  @Column('uuid', { name: 'predecessor_id' })
  predecessorId: string;

  @ForeignKey(() => OrganisationEntity, { name: 'organisation_succession_successor_fk' })
  @Column('uuid', { name: 'successor_id' })
  successorId: string;

  /** First day on which the successor ran the services. */
  @Column('date')
  on: string;

  @Column('text')
  kind: SuccessionKind;

  @Column('text')
  evidence: SuccessionEvidence;

  @Column('text', { name: 'source_url' })
  sourceUrl: string;
}

/** A release of the directory that was applied: the shipped one, or an ODS file. */
@Entity('organisation_release')
@Index('organisation_release_as_of', ['asOf'])
export class OrganisationReleaseEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('date', { name: 'as_of' })
  asOf: string;

  /** shipped or imported */
  @Column('text')
  origin: string;

  @Column('jsonb')
  counts: Record<string, number>;

  @Column('timestamptz', { name: 'applied_at' })
  appliedAt: Date;
}

/** A nation, NHS England region or integrated care board. */
@Entity('organisation_area')
export class OrganisationAreaEntity {
  @PrimaryColumn('text')
  code: string;

  /** nation, region or icb */
  @Column('text')
  kind: string;

  @Column('text')
  name: string;

  /** The nation of a region, the region of an ICB. */
  @Column('text', { nullable: true })
  parent: string | null;

  @Column('date', { name: 'closed_on', nullable: true })
  closedOn: string | null;
}
