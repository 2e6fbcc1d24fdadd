import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Register } from './register.types.js';

/** By when a register asks for a learner's record, as they told it. */
@Entity('portfolio_date')
export class RegisterDateEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_portfolio_date' })
  @ForeignKey('PersonEntity', { name: 'portfolio_date_person_fk' })
  personId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_portfolio_date' })
  register: Register;

  @Column('date', { name: 'ends_on' })
  endsOn: string;
}

/** A time in which a learner could not learn, and why, as they would explain it to their register. */
@Entity('portfolio_absence')
@Index('portfolio_absence_person', ['personId', 'fromOn'])
@Check('portfolio_absence_days', `"from_on" <= "to_on"`)
export class AbsenceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_portfolio_absence' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'portfolio_absence_person_fk' })
  personId: string;

  @Column('date', { name: 'from_on' })
  fromOn: string;

  @Column('date', { name: 'to_on' })
  toOn: string;

  @Column('text')
  reason: string;
}
