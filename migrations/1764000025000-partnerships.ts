import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom we write to at a Trust, what they were shown and answered, what they confirmed, and what training they are offered. */
export class Partnerships1764000025000 implements MigrationInterface {
  name = 'Partnerships1764000025000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "partner_contact" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "role" text not null,
      "email" text not null,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid not null,
      "ended_at" timestamp with time zone,
      constraint "PK_partner_contact" primary key ("id"),
      constraint "partner_contact_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "partner_contact_person_fk" foreign key ("created_by_id") references "person" ("id"))`);
    await runner.query(
      'create unique index "partner_contact_present" on "partner_contact" ("organisation_id", "email") where "ended_at" is null',
    );
    await runner.query(`create table "partner_reply" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "profile_revision_id" uuid,
      "contact_id" uuid,
      "contact_role" text,
      "message" text,
      "answer_by" date,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid not null,
      "sent_at" timestamp with time zone,
      "reminded_at" timestamp with time zone,
      "answered_at" timestamp with time zone,
      "withdrawn_at" timestamp with time zone,
      "remark" text,
      constraint "partner_reply_sent" check ("sent_at" is null or ("contact_id" is not null and "answer_by" is not null)),
      constraint "partner_reply_answered" check ("answered_at" is null or "sent_at" is not null),
      constraint "PK_partner_reply" primary key ("id"),
      constraint "partner_reply_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "partner_reply_revision_fk" foreign key ("profile_revision_id") references "policy_profile_revision" ("id"),
      constraint "partner_reply_contact_fk" foreign key ("contact_id") references "partner_contact" ("id"),
      constraint "partner_reply_person_fk" foreign key ("created_by_id") references "person" ("id"))`);
    await runner.query('create index "partner_reply_organisation" on "partner_reply" ("organisation_id", "id")');
    await runner.query(
      'create unique index "partner_reply_draft" on "partner_reply" ("organisation_id") where "sent_at" is null and "withdrawn_at" is null',
    );
    await runner.query(`create table "partner_reply_point" (
      "id" uuid not null,
      "reply_id" uuid not null,
      "position" integer not null,
      "kind" text not null,
      "key" text not null,
      "title" text not null,
      "reasons" jsonb not null,
      "question_keys" jsonb not null,
      "answer" text,
      "answer_text" text,
      constraint "partner_reply_point_kind" check ("kind" in ('gap', 'comparison', 'law')),
      constraint "partner_reply_point_answer" check ("answer" in ('agree', 'wrong', 'newer')),
      constraint "PK_partner_reply_point" primary key ("id"),
      constraint "partner_reply_point_reply_fk" foreign key ("reply_id") references "partner_reply" ("id"))`);
    await runner.query('create unique index "partner_reply_point_key" on "partner_reply_point" ("reply_id", "key")');
    await runner.query(`create table "fact_confirmation" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "reply_id" uuid not null,
      "fact_id" uuid not null,
      "confirmed_fact_id" uuid not null,
      "confirmed_on" date not null,
      "role" text not null,
      "recorded_at" timestamp with time zone not null,
      constraint "PK_fact_confirmation" primary key ("id"),
      constraint "fact_confirmation_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "fact_confirmation_reply_fk" foreign key ("reply_id") references "partner_reply" ("id"),
      constraint "fact_confirmation_fact_fk" foreign key ("fact_id") references "policy_fact" ("id"),
      constraint "fact_confirmation_confirmed_fk" foreign key ("confirmed_fact_id") references "policy_fact" ("id"))`);
    await runner.query('create unique index "fact_confirmation_once" on "fact_confirmation" ("reply_id", "fact_id")');
    await runner.query(`create table "trust_context" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "reply_id" uuid,
      "text" text not null,
      "role" text not null,
      "given_on" date not null,
      "confidential" boolean not null default true,
      "recorded_by_id" uuid,
      "recorded_at" timestamp with time zone not null,
      "withdrawn_at" timestamp with time zone,
      constraint "PK_trust_context" primary key ("id"),
      constraint "trust_context_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "trust_context_reply_fk" foreign key ("reply_id") references "partner_reply" ("id"),
      constraint "trust_context_person_fk" foreign key ("recorded_by_id") references "person" ("id"))`);
    await runner.query('create index "trust_context_organisation" on "trust_context" ("organisation_id")');
    await runner.query(`create table "legal_review" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "gap_key" text not null,
      "nation" text not null,
      "provision" text not null,
      "finding" text not null,
      "reviewer_role" text not null,
      "reviewed_on" date not null,
      "recorded_by_id" uuid not null,
      "recorded_at" timestamp with time zone not null,
      "withdrawn_at" timestamp with time zone,
      constraint "PK_legal_review" primary key ("id"),
      constraint "legal_review_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "legal_review_person_fk" foreign key ("recorded_by_id") references "person" ("id"))`);
    await runner.query('create index "legal_review_organisation" on "legal_review" ("organisation_id")');
    await runner.query(`create table "training_offer" (
      "id" uuid not null,
      "place_kind" text not null,
      "organisation_id" uuid,
      "area_code" text,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid not null,
      "current_number" integer not null,
      "title" text not null,
      constraint "training_offer_place" check (("place_kind" = 'organisation') = ("organisation_id" is not null)
        and ("place_kind" <> 'organisation') = ("area_code" is not null)),
      constraint "PK_training_offer" primary key ("id"),
      constraint "training_offer_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "training_offer_person_fk" foreign key ("created_by_id") references "person" ("id"))`);
    await runner.query(`create table "training_offer_version" (
      "id" uuid not null,
      "offer_id" uuid not null,
      "number" integer not null,
      "content" jsonb not null,
      "saved_at" timestamp with time zone not null,
      "saved_by_id" uuid not null,
      constraint "PK_training_offer_version" primary key ("id"),
      constraint "training_offer_version_offer_fk" foreign key ("offer_id") references "training_offer" ("id"),
      constraint "training_offer_version_person_fk" foreign key ("saved_by_id") references "person" ("id"))`);
    await runner.query(
      'create unique index "training_offer_version_number" on "training_offer_version" ("offer_id", "number")',
    );
    await runner.query(`create trigger "training_offer_version_stays" before update or delete on "training_offer_version"
      for each row execute function refuse_change()`);
    await runner.query(`create table "partner_link" (
      "id" uuid not null,
      "hash" text not null,
      "reply_id" uuid,
      "offer_id" uuid,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid not null,
      "expires_on" date not null,
      "withdrawn_at" timestamp with time zone,
      constraint "partner_link_opens_one" check (("reply_id" is null) <> ("offer_id" is null)),
      constraint "PK_partner_link" primary key ("id"),
      constraint "partner_link_reply_fk" foreign key ("reply_id") references "partner_reply" ("id"),
      constraint "partner_link_offer_fk" foreign key ("offer_id") references "training_offer" ("id"),
      constraint "partner_link_person_fk" foreign key ("made_by_id") references "person" ("id"))`);
    await runner.query('create unique index "partner_link_hash" on "partner_link" ("hash")');
    await runner.query('create index "partner_link_reply" on "partner_link" ("reply_id")');
    await runner.query('create index "partner_link_offer" on "partner_link" ("offer_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table "partner_link", "training_offer_version", "training_offer", "legal_review", "trust_context",
      "fact_confirmation", "partner_reply_point", "partner_reply", "partner_contact"`);
  }
}
