import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The legal register with what it said before, and where published versions cite which source. */
export class LegalRegister1764000052000 implements MigrationInterface {
  name = 'LegalRegister1764000052000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "legal_source" (
      "id" uuid not null,
      "key" text not null,
      "kind" text not null,
      "title" text not null,
      "short" text not null,
      "publisher" text not null,
      "url" text not null,
      "nation" text not null,
      "provision" text,
      "commencement" text,
      "checked_on" date not null,
      "owner_id" uuid,
      "number" integer not null,
      "search_key" text not null,
      "link_state" text,
      "link_status" integer,
      "link_leads_to" text,
      "link_checked_at" timestamp with time zone,
      "link_since" timestamp with time zone,
      constraint "legal_source_kind" check ("kind" in ('law', 'case_law', 'guidance', 'study', 'data')),
      constraint "legal_source_nation" check ("nation" in ('england_wales', 'scotland', 'northern_ireland', 'wales', 'england', 'uk')),
      constraint "legal_source_link_state" check ("link_state" in ('answers', 'moved', 'dead', 'closed', 'unreachable')),
      constraint "legal_source_link_checked" check (("link_state" is null) = ("link_checked_at" is null)),
      constraint "PK_legal_source" primary key ("id"),
      constraint "legal_source_owner_fk" foreign key ("owner_id") references "person" ("id"))`);
    await runner.query('create unique index "legal_source_key" on "legal_source" ("key")');
    await runner.query('create index "legal_source_order" on "legal_source" ("title", "id")');
    await runner.query('create index "legal_source_link" on "legal_source" ("link_checked_at", "id")');
    await runner.query('create index "legal_source_owner" on "legal_source" ("owner_id")');
    await runner.query(
      'create index "legal_source_search_key" on "legal_source" using gin ("search_key" gin_trgm_ops)',
    );
    await runner.query(`create table "legal_source_change" (
      "source_id" uuid not null,
      "number" integer not null,
      "fields" jsonb not null,
      "note" text,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid,
      constraint "PK_legal_source_change" primary key ("source_id", "number"),
      constraint "legal_source_change_source_fk" foreign key ("source_id") references "legal_source" ("id"),
      constraint "legal_source_change_person_fk" foreign key ("made_by_id") references "person" ("id"))`);
    await runner.query(
      'create trigger "legal_source_change_stays" before update or delete on "legal_source_change" for each row execute function refuse_change()',
    );
    await runner.query(`create table "course_citation" (
      "version_id" uuid not null,
      "source_key" text not null,
      "place" text not null,
      "place_key" text not null,
      "block_key" text not null,
      constraint "course_citation_place" check ("place" in ('introduction', 'lesson', 'question')),
      constraint "PK_course_citation" primary key ("version_id", "source_key", "place", "place_key", "block_key"),
      constraint "course_citation_version_fk" foreign key ("version_id") references "course_version" ("id"))`);
    await runner.query('create index "course_citation_source" on "course_citation" ("source_key", "version_id")');
    await this.seed(runner);
    await runner.query(
      'create trigger "course_citation_stays" before update or delete on "course_citation" for each row execute function refuse_change()',
    );
    await runner.query('create index "certificate_version" on "certificate" ("course_version_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "certificate_version"');
    await runner.query('drop table "course_citation", "legal_source_change", "legal_source"');
  }

  /** What was published before there was a register: its sources as the newest version that names them has them. */
  private async seed(runner: QueryRunner): Promise<void> {
    await runner.query(`insert into legal_source (id, key, kind, title, short, publisher, url, nation, provision, commencement, checked_on, number, search_key)
      select gen_random_uuid(), key, s->>'kind', s->>'title', s->>'short', s->>'publisher', s->>'url', s->>'nation', s->>'provision',
        s->>'commencement', (s->>'checkedOn')::date, 1,
        lower(concat_ws(' ', key, s->>'title', s->>'short', s->>'publisher', s->>'provision'))
      from (select distinct on (s->>'id') s->>'id' as key, s
        from course_version v cross join jsonb_array_elements(v.content->'sources') as s
        order by s->>'id', v.published_at desc) as newest`);
    await runner.query(`insert into legal_source_change (source_id, number, fields, made_at)
      select id, 1, jsonb_build_object('kind', kind, 'title', title, 'short', short, 'publisher', publisher, 'url', url, 'nation', nation,
        'provision', provision, 'commencement', commencement, 'checkedOn', checked_on, 'ownerId', owner_id), now() from legal_source`);
    await runner.query(`insert into course_citation (version_id, source_key, place, place_key, block_key)
      select distinct l.version_id, s->>'id', 'lesson', l.slug, b->>'key'
      from course_lesson l cross join jsonb_array_elements(l.content->'references') as s cross join jsonb_array_elements(l.content->'blocks') as b
      where position('#source-' || (s->>'id') || '\\"' in b::text) > 0`);
    await runner.query(`insert into course_citation (version_id, source_key, place, place_key, block_key)
      select distinct q.version_id, s->>'id', 'question', q.key, ''
      from course_question q join course_version v on v.id = q.version_id cross join jsonb_array_elements(v.content->'sources') as s
      where position('href=\\"' || replace(s->>'url', '&', '&amp;') || '\\"' in q.content::text) > 0`);
  }
}
