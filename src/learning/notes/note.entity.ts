import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A passage of a lesson that a learner keeps for themselves: a bookmark, or a note to it. It stays with them in newer versions. */
@Entity('lesson_note')
@Index('lesson_note_passage', ['personId', 'courseId', 'lessonSlug', 'blockKey'], { unique: true })
@Index('lesson_note_order', ['personId', 'id'])
@Index('lesson_note_lesson', ['lessonId'])
export class LessonNoteEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_lesson_note' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'lesson_note_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'lesson_note_course_fk' })
  courseId: string;

  /** Of the version in which it was kept last. */
  @Column('uuid', { name: 'lesson_id' })
  @ForeignKey('CourseLessonEntity', { name: 'lesson_note_lesson_fk' })
  lessonId: string;

  @Column('text', { name: 'lesson_slug' })
  lessonSlug: string;

  @Column('text', { name: 'block_key' })
  blockKey: string;

  /** How the passage began when it was kept, so that it is found again, or known when it is gone. */
  @Column('text')
  passage: string;

  /** Empty for a bookmark. */
  @Column('text')
  words: string;

  @Column('timestamptz', { name: 'kept_at' })
  keptAt: Date;
}
