import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: a number that goes up with every change of what is publicly known. */
@Entity('landscape_edition')
export class LandscapeEditionEntity {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'landscape_edition_pk' })
  id: number;

  @Column('bigint')
  number: string;
}
