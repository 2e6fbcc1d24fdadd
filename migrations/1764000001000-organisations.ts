import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, the areas they lie in, and what became of them. */
export class Organisations1764000001000 implements MigrationInterface {
  name = 'Organisations1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "organisation_area" (
      "code" text not null,
      "kind" text not null,
      "name" text not null,
      "parent" text,
      "closed_on" date,
      constraint "PK_organisation_area" primary key ("code"))`);
    await runner.query(`create table "organisation" (
      "id" uuid not null,
      "code" text not null,
      "ods_code" text,
      "gss_code" text,
      "slug" text not null,
      "name" text not null,
      "kind" text not null,
      "nation" text not null,
      "region_code" text,
      "icb_code" text,
      "sector" text,
      "sector_basis" text,
      "town" text,
      "postcode" text,
      "opened_on" date,
      "closed_on" date,
      "fictional" boolean not null default false,
      "ods_record" jsonb,
      "search_key" text not null,
      constraint "organisation_code_is_best" check ("code" = coalesce("ods_code", "gss_code", "slug")),
      constraint "PK_organisation" primary key ("id"))`);
    for (const column of ['code', 'ods_code', 'gss_code', 'slug'])
      await runner.query(`create unique index "organisation_${column}" on "organisation" ("${column}")`);
    await runner.query('create index "organisation_icb_code" on "organisation" ("icb_code")');
    await runner.query('create index "organisation_region_code" on "organisation" ("region_code")');
    await runner.query(
      'create index "organisation_search_key" on "organisation" using gin ("search_key" gin_trgm_ops)',
    );
    // What a word of a search finds: what holds it, or else what is like it. The default threshold of 0.6 misses "gatshead"
    // and "sheffeild"; a function may carry its own, a statement may not.
    await runner.query(`create function organisations_like(word text) returns setof uuid language sql stable
      set pg_trgm.word_similarity_threshold = 0.45
      as $$
        with exact as materialized (select "id" from "organisation" where "search_key" like '%' || word || '%')
        select "id" from exact
        union all
        select "id" from "organisation" where word <% "search_key" and not exists (select from exact)
      $$`);
    await runner.query(`create table "organisation_name" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "name" text not null,
      "kind" text not null,
      "until" date,
      "source" text not null,
      "shipped" boolean not null,
      constraint "PK_organisation_name" primary key ("id"),
      constraint "organisation_name_organisation" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query(
      'create unique index "organisation_name_once" on "organisation_name" ("organisation_id", "kind", "name")',
    );
    await runner.query(`create table "organisation_membership" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "icb_code" text not null,
      "region_code" text,
      "first_seen_on" date not null,
      "left_by" date,
      constraint "organisation_membership_order" check ("left_by" >= "first_seen_on"),
      constraint "PK_organisation_membership" primary key ("id"),
      constraint "organisation_membership_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query(
      'create index "organisation_membership_organisation" on "organisation_membership" ("organisation_id")',
    );
    await runner.query(
      'create unique index "organisation_membership_current" on "organisation_membership" ("organisation_id") where "left_by" is null',
    );
    await runner.query(`create table "organisation_succession" (
      "id" uuid not null,
      "predecessor_id" uuid not null,
      "successor_id" uuid not null,
      "on" date not null,
      "kind" text not null,
      "evidence" text not null,
      "source_url" text not null,
      constraint "PK_organisation_succession" primary key ("id"),
      constraint "organisation_succession_predecessor" foreign key ("predecessor_id") references "organisation" ("id"),
      constraint "organisation_succession_successor_fk" foreign key ("successor_id") references "organisation" ("id"))`);
    await runner.query(
      'create unique index "organisation_succession_once" on "organisation_succession" ("predecessor_id", "successor_id")',
    );
    await runner.query(
      'create index "organisation_succession_successor" on "organisation_succession" ("successor_id")',
    );
    await runner.query(`create table "organisation_release" (
      "id" uuid not null,
      "as_of" date not null,
      "origin" text not null,
      "counts" jsonb not null,
      "applied_at" timestamp with time zone not null,
      constraint "PK_organisation_release" primary key ("id"))`);
    await runner.query('create index "organisation_release_as_of" on "organisation_release" ("as_of")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function organisations_like(text)');
    await runner.query(
      `drop table "organisation_release", "organisation_succession", "organisation_membership", "organisation_name",
       "organisation", "organisation_area"`,
    );
  }
}
