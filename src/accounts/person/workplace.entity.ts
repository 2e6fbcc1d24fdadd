import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Nation } from '../../organisations/organisations.types.js';
import type { WorkplaceKind } from '../accounts.types.js';
import { PersonEntity } from './person.entity.js';

/** Where a person works, or worked. Ended, never edited: what was learned there was fitted to it. */
@Entity('workplace')
@Index('workplace_person', ['personId'])
@Index('workplace_current', ['personId'], { unique: true, where: '"is_current"' })
@Index('workplace_organisation_once', ['personId', 'organisationId'], { unique: true, where: '"ended_at" is null' })
@Index('workplace_organisation', ['organisationId'])
@Check('workplace_current_is_open', `not ("is_current" and "ended_at" is not null)`)
@Check('workplace_organisation_kind', `("kind" = 'organisation') = ("organisation_id" is not null)`)
export class WorkplaceEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => PersonEntity, { name: 'workplace_person_fk', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'person_id' })
  personId: string;

  @ForeignKey('OrganisationEntity', { name: 'workplace_organisation_fk' })
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId: string | null;

  @Column('text')
  kind: WorkplaceKind;

  /** Of one that is not in the directory, if the person named it. */
  @Column('text', { nullable: true })
  name: string | null;

  @Column('text')
  nation: Nation;

  /** Of one that is not in the directory: an organisation's area is read where it is kept, since it moves. */
  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('text', { name: 'icb_code', nullable: true })
  icbCode: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('boolean', { name: 'is_current', default: false })
  isCurrent: boolean;
}
