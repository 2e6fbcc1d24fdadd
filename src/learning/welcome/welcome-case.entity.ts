import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The two-minute case as somebody did it before they registered. */
@Entity('welcome_case')
export class WelcomeCaseEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_welcome_case' })
  @ForeignKey('PersonEntity', { name: 'welcome_case_person', onDelete: 'CASCADE' })
  personId: string;

  @Column('text')
  nation: string;

  @Column('text')
  answer: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  /** From opening the case to its end. */
  @Column('integer')
  seconds: number;
}
