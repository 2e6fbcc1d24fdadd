import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a search of the catalogue looks in: one row for each course, of its newest version. Made by the database's index_course(). */
@Entity('course_search')
@Index('course_search_document', { synchronize: false })
@Index('course_search_words', { synchronize: false })
@Index('course_search_questions', { synchronize: false })
export class CourseSearchEntity {
  @PrimaryColumn('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'course_search_course_fk', onDelete: 'CASCADE' })
  courseId: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'course_search_version_fk' })
  versionId: string;

  @Column('text')
  title: string;

  @Column('integer')
  minutes: number;

  /** Keys of the policy questions that its lessons address. */
  @Column('text', { array: true })
  questions: string[];

  /** What describes it, in small letters: typing mistakes are forgiven in these. */
  @Column('text')
  words: string;

  @Column('tsvector')
  document: string;
}
