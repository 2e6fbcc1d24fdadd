import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a search of the catalogue looks in: the newest version of each course, as full text and as words. */
export class CourseSearch1764000050000 implements MigrationInterface {
  name = 'CourseSearch1764000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_search" (
      "course_id" uuid not null,
      "version_id" uuid not null,
      "title" text not null,
      "minutes" integer not null,
      "questions" text array not null,
      "words" text not null,
      "document" tsvector not null,
      constraint "PK_course_search" primary key ("course_id"),
      constraint "course_search_course_fk" foreign key ("course_id") references "course" ("id") on delete cascade,
      constraint "course_search_version_fk" foreign key ("version_id") references "course_version" ("id"))`);
    await runner.query('create index "course_search_document" on "course_search" using gin ("document")');
    await runner.query('create index "course_search_words" on "course_search" using gin ("words" gin_trgm_ops)');
    await runner.query('create index "course_search_questions" on "course_search" using gin ("questions")');
    // Words for typing mistakes are those that describe a course; the whole of its lessons is in the full text alone.
    await runner.query(`create function index_course(course uuid) returns void language sql as $$
      insert into course_search (course_id, version_id, title, minutes, questions, words, document)
      select v.course_id, v.id, v.content->>'title', (v.content->>'minutes')::int, l.questions,
             lower(concat_ws(' ', v.content->>'title', v.content->>'summary', o.text, l.titles, l.summaries)),
             setweight(to_tsvector('english', coalesce(v.content->>'title', '')), 'A')
               || setweight(to_tsvector('english', concat_ws(' ', v.content->>'summary', o.text, l.titles)), 'B')
               || setweight(to_tsvector('english', concat_ws(' ', l.summaries, v.content->>'audience', v.content->>'introductionHtml')), 'C')
               || setweight(to_tsvector('english', coalesce(l.html, '')), 'D')
        from (select * from course_version where course_id = course order by number desc limit 1) v
        cross join lateral (
          select string_agg(outcome->>'text', ' ') as text from jsonb_array_elements(v.content->'outcomes') as outcome) o
        cross join lateral (
          select string_agg(content->>'title', ' ') as titles, string_agg(content->>'summary', ' ') as summaries,
                 string_agg(h.html, ' ') as html,
                 array(select distinct key from course_lesson x cross join lateral (
                     select jsonb_array_elements_text(coalesce(x.content->'addresses', '[]'))
                     union all select q #>> '{}' from jsonb_path_query(x.content->'blocks', '$.**.question') as q) as k(key)
                   where x.version_id = v.id order by key) as questions
            from course_lesson cl cross join lateral (
              select string_agg(piece #>> '{}', ' ') as html
                from jsonb_path_query(cl.content->'blocks', '$.**.html') as piece) h
           where cl.version_id = v.id) l
      on conflict (course_id) do update set version_id = excluded.version_id, title = excluded.title,
        minutes = excluded.minutes, questions = excluded.questions, words = excluded.words, document = excluded.document
    $$`);
    // What a word of a search finds: what the full text holds, by its stem or its beginning, or else what has a word that
    // is spelt nearly so. Trigrams find the few that may have one, the distance decides: "desicions" and "decisions" share
    // a third of their trigrams, as do words that have nothing in common. A word such as "the" narrows nothing.
    await runner.query('create extension if not exists fuzzystrmatch');
    await runner.query(`create function courses_like(word text) returns setof uuid language sql stable
      set pg_trgm.word_similarity_threshold = 0.3
      as $$
        with query as materialized (
            select to_tsquery('english', word || ':*') as beginning, plainto_tsquery('english', word) as stem),
          exact as materialized (
            select course_id from course_search, query
             where numnode(stem) = 0 or document @@ beginning or document @@ stem)
        select course_id from exact
        union all
        select course_id from course_search
         where length(word) > 3 and word <% words and not exists (select from exact)
           and exists (select from regexp_split_to_table(words, '[^a-z0-9]+') as known
             where levenshtein_less_equal(word, left(known, 60), 2) <= case when length(word) > 5 then 2 else 1 end)
      $$`);
    await runner.query('select index_course(id) from course');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function courses_like(text)');
    await runner.query('drop function index_course(uuid)');
    await runner.query('drop table "course_search"');
  }
}
