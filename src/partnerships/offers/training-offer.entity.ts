import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { OfferContent, PlaceKind } from '../partnerships.types.js';

/** Training offered to a Trust, or to the Trusts of an area. */
@Entity('training_offer')
@Check(
  'training_offer_place',
  `("place_kind" = 'organisation') = ("organisation_id" is not null)
        and ("place_kind" <> 'organisation') = ("area_code" is not null)`,
)
export class TrainingOfferEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_training_offer' })
  id: string;

  @Column('text', { name: 'place_kind' })
  placeKind: PlaceKind;

  @Column('uuid', { name: 'organisation_id', nullable: true })
  @ForeignKey('OrganisationEntity', { name: 'training_offer_organisation_fk' })
  organisationId: string | null;

  @Column('text', { name: 'area_code', nullable: true })
  areaCode: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_id' })
  @ForeignKey('PersonEntity', { name: 'training_offer_person_fk' })
  createdById: string;

  /** Of the version that holds. */
  @Column('integer', { name: 'current_number' })
  currentNumber: number;

  /** Of the version that holds, for lists. */
  @Column('text')
  title: string;
}

/** An offer as it was saved once. The database refuses to change it: what somebody wrote is never lost. */
@Entity('training_offer_version')
@Index('training_offer_version_number', ['offerId', 'number'], { unique: true })
export class TrainingOfferVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_training_offer_version' })
  id: string;

  @Column('uuid', { name: 'offer_id' })
  @ForeignKey(() => TrainingOfferEntity, { name: 'training_offer_version_offer_fk' })
  offerId: string;

  @Column('integer')
  number: number;

  @Column('jsonb')
  content: OfferContent;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt: Date;

  @Column('uuid', { name: 'saved_by_id' })
  @ForeignKey('PersonEntity', { name: 'training_offer_version_person_fk' })
  savedById: string;
}
