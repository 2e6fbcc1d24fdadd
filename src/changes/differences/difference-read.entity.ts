import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A lesson of what differs that somebody has read, as it stood then. It goes once all of it is recorded. */
@Entity('difference_read')
export class DifferenceReadEntity {
  @PrimaryColumn('uuid', { name: 'enrolment_id', primaryKeyConstraintName: 'PK_difference_read' })
  @ForeignKey('EnrolmentEntity', { name: 'difference_read_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  /** Of its passages: what stands otherwise by now is to be read again. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_difference_read' })
  digest: string;

  @Column('timestamptz', { name: 'read_at' })
  readAt: Date;
}
