import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Profession } from '../../accounts/accounts.types.js';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CohortBy, MemberBy } from './cohort.rules.js';

/** Who is to take a course together: named one by one, or by a rule that also takes in who comes later. */
@Entity('cohort')
@Index('cohort_course', ['courseId', 'id'])
@Index('cohort_organisation', ['organisationId'])
@Index('cohort_standing_rule', ['id'], { where: `"by" = 'rule' and "started_at" is not null and "ended_at" is null` })
@Check('cohort_by', `"by" in ('hand', 'rule')`)
@Check('cohort_due', `"due_on" is null or "due_days" is null`)
@Check(
  'cohort_rule',
  `"by" = 'hand' or "organisation_id" is not null or "professions" is not null or "nation" is not null or "area_code" is not null`,
)
export class CohortEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'cohort_course_fk' })
  courseId: string;

  @Column('text')
  name: string;

  @Column('text')
  by: CohortBy;

  /** The Trust whose cohort it is, whose contacts may see it; for a rule also where its people work. */
  @Column('uuid', { name: 'organisation_id', nullable: true })
  @ForeignKey('OrganisationEntity', { name: 'cohort_organisation_fk' })
  organisationId: string | null;

  /** Null: any. */
  @Column('text', { array: true, nullable: true })
  professions: Profession[] | null;

  @Column('text', { nullable: true })
  nation: Nation | null;

  /** Of a region or an ICB. */
  @Column('text', { name: 'area_code', nullable: true })
  areaCode: string | null;

  /** Why they are enrolled: each of them reads it. */
  @Column('text')
  reason: string;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  /** Counted from the day on which each of them is enrolled. */
  @Column('integer', { name: 'due_days', nullable: true })
  dueDays: number | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('uuid', { name: 'made_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'cohort_person_fk', onDelete: 'SET NULL' })
  madeById: string | null;

  /** Since when it takes people in; null while whoever makes it is still looking at whom its rule would take in. */
  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  /** From then on it takes in nobody. Who is in it stays enrolled. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}

/** Somebody in a cohort. The row stays when they are taken out, so that no rule takes them in again. */
@Entity('cohort_member')
@Index('cohort_member_person', ['personId'])
@Check('cohort_member_by', `"by" in ('hand', 'rule', 'code')`)
export class CohortMemberEntity {
  @PrimaryColumn('uuid', { name: 'cohort_id', primaryKeyConstraintName: 'PK_cohort_member' })
  @ForeignKey(() => CohortEntity, { name: 'cohort_member_cohort_fk' })
  cohortId: string;

  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_cohort_member' })
  @ForeignKey('PersonEntity', { name: 'cohort_member_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('text')
  by: MemberBy;

  @Column('timestamptz', { name: 'joined_at' })
  joinedAt: Date;

  @Column('uuid', { name: 'added_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'cohort_member_added_by_fk', onDelete: 'SET NULL' })
  addedById: string | null;

  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt: Date | null;
}

/** Somebody at the Trust who sees how far its cohort is, for as long as they say that they work there. */
@Entity('cohort_contact')
@Index('cohort_contact_person', ['personId'])
export class CohortContactEntity {
  @PrimaryColumn('uuid', { name: 'cohort_id', primaryKeyConstraintName: 'PK_cohort_contact' })
  @ForeignKey(() => CohortEntity, { name: 'cohort_contact_cohort_fk' })
  cohortId: string;

  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_cohort_contact' })
  @ForeignKey('PersonEntity', { name: 'cohort_contact_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('timestamptz', { name: 'named_at' })
  namedAt: Date;

  @Column('uuid', { name: 'named_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'cohort_contact_named_by_fk', onDelete: 'SET NULL' })
  namedById: string | null;
}
