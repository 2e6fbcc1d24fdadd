import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Who had a part in a course, with their credentials and the interests that they declare. Never edited: it is ended, and another made. */
@Entity('course_declaration')
@Index('course_declaration_course', ['courseId', 'id'])
@Check('course_declaration_part', `"part" in ('author', 'clinical', 'legal', 'peer', 'other')`)
export class CourseDeclarationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_declaration' })
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'course_declaration_course_fk' })
  courseId: string;

  @Column('text')
  part: string;

  @Column('text')
  name: string;

  @Column('text')
  credentials: string;

  /** "None" where there is none to declare: silence is no declaration. */
  @Column('text')
  interests: string;

  @Column('date', { name: 'declared_on' })
  declaredOn: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('uuid', { name: 'recorded_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_declaration_person_fk' })
  recordedById: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}

/** That people worked through a version while their time was taken. Never edited: it is ended, and another made. */
@Entity('course_pilot')
@Index('course_pilot_version', ['versionId', 'id'])
@Check(
  'course_pilot_minutes',
  `"shortest_minutes" between 1 and "median_minutes" and "longest_minutes" >= "median_minutes"`,
)
@Check('course_pilot_people', `"people" > 0`)
export class CoursePilotEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_pilot' })
  id: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'course_pilot_version_fk' })
  versionId: string;

  @Column('date', { name: 'held_on' })
  heldOn: string;

  @Column('integer')
  people: number;

  @Column('integer', { name: 'median_minutes' })
  medianMinutes: number;

  @Column('integer', { name: 'shortest_minutes' })
  shortestMinutes: number;

  @Column('integer', { name: 'longest_minutes' })
  longestMinutes: number;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('uuid', { name: 'recorded_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_pilot_person_fk' })
  recordedById: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
