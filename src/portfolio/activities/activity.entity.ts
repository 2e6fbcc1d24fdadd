import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ActivityKind, ActivitySetting, CodeTheme } from '../portfolio.types.js';

/** One entry of a learner's portfolio: filed by a certificate, or told by the learner. Nobody else reads it. */
@Entity('portfolio_activity')
@Index('portfolio_activity_person', ['personId', 'endedOn', 'id'])
@Index('portfolio_activity_award', ['personId', 'award'], { unique: true })
@Index('portfolio_activity_ended', ['endedOn'])
@Index('portfolio_activity_certificate', ['certificateId'])
@Check('portfolio_activity_filed', `("award" is null) = ("certificate_id" is null)`)
@Check('portfolio_activity_days', `"started_on" <= "ended_on"`)
@Check('portfolio_activity_hours', `"hours" >= 0 and "participatory" >= 0 and "participatory" <= "hours"`)
@Check('portfolio_activity_alone', `"participatory" = 0 or "kind" not in ('online', 'reading')`)
export class ActivityEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_portfolio_activity' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'portfolio_activity_person_fk' })
  personId: string;

  /** What was completed here: the enrolment, or the course and the day of a session. Null for CPD done elsewhere. */
  @Column('text', { nullable: true })
  award: string | null;

  /** The newest certificate of that award. */
  @Column('uuid', { name: 'certificate_id', nullable: true })
  @ForeignKey('CertificateEntity', { name: 'portfolio_activity_certificate_fk' })
  certificateId: string | null;

  @Column('text')
  title: string;

  @Column('text')
  kind: ActivityKind;

  @Column('text')
  provider: string;

  @Column('date', { name: 'started_on' })
  startedOn: string;

  @Column('date', { name: 'ended_on' })
  endedOn: string;

  @Column('double precision')
  hours: number;

  @Column('double precision')
  participatory: number;

  @Column('text', { nullable: true })
  setting: ActivitySetting | null;

  @Column('text', { array: true })
  themes: CodeTheme[];

  @Column('text')
  relevance: string;

  @Column('text')
  benefit: string;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  /** Taken out by the learner; put back until it is deleted for good. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;
}
