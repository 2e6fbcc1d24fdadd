import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';

/** A bookmark, or a note to a passage, as its owner reads it. */
export interface Note {
  id: string;
  /** The lesson in the version that the person takes, or has completed; null when they take none that has it. */
  lessonId: string | null;
  blockKey: string;
  /** How the passage began. */
  passage: string;
  /** Empty for a bookmark. */
  words: string;
  keptAt: Date;
  lesson: string;
  course: string;
}

/** Notes to oneself. Nobody but the person reads them: every statement is bound to who asks. */
@Injectable()
export class NotesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps the passage, with words or without; a second time the words are the newer ones. */
  async keep(
    personId: string,
    at: { lessonId: string; blockKey: string; passage: string },
    words: string,
  ): Promise<void> {
    await this.database.query(
      `insert into lesson_note (id, person_id, course_id, lesson_id, lesson_slug, block_key, passage, words, kept_at)
       select $1, $2, v.course_id, l.id, l.slug, $4, $5, $6, $7
         from course_lesson l join course_version v on v.id = l.version_id where l.id = $3
       on conflict (person_id, course_id, lesson_slug, block_key) do update
         set lesson_id = excluded.lesson_id, passage = excluded.passage, words = excluded.words, kept_at = excluded.kept_at`,
      [newId(), personId, at.lessonId, at.blockKey, at.passage, words, this.clock.now()],
    );
  }

  /** The person's note to a passage of a lesson, also where it was kept in another version of the course. */
  async at(personId: string, lessonId: string, blockKey: string): Promise<{ id: string; words: string } | undefined> {
    const [row] = await this.database.query<{ id: string; words: string }>(
      `select n.id, n.words from course_lesson l join course_version v on v.id = l.version_id
         join lesson_note n on n.course_id = v.course_id and n.lesson_slug = l.slug
        where l.id = $2 and n.person_id = $1 and n.block_key = $3`,
      [personId, lessonId, blockKey],
    );
    return row;
  }

  /** The newest first, behind the one with the id `before`; with the words `text` in them where it is not empty. */
  ofPerson(personId: string, text: string, before: string | null, limit: number): Promise<Note[]> {
    return this.database.query<Note>(
      `select n.id, n.block_key as "blockKey", n.passage, n.words, n.kept_at as "keptAt",
              l.content->>'title' as lesson, v.content->>'title' as course,
              (select now_taken.id from enrolment e join course_lesson now_taken
                  on now_taken.version_id = e.course_version_id and now_taken.slug = n.lesson_slug
                where e.person_id = $1 and e.course_id = n.course_id and e.withdrawn_at is null limit 1) as "lessonId"
         from lesson_note n join course_lesson l on l.id = n.lesson_id join course_version v on v.id = l.version_id
        where n.person_id = $1 and ($2 = '' or strpos(lower(n.words || ' ' || n.passage), lower($2)) > 0)
          and ($3::uuid is null or n.id < $3) order by n.id desc limit $4`,
      [personId, text, before, limit],
    );
  }

  /** Answers whether there was one; of somebody else there is none. */
  async remove(personId: string, id: string): Promise<boolean> {
    if (!isId(id)) return false;
    const gone = await this.database.query('delete from lesson_note where id = $2 and person_id = $1 returning id', [
      personId,
      id,
    ]);
    return gone.length > 0;
  }
}
