import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { AnswerState, FactValue, PolicyQuestion } from '../policies.types.js';
import type { AnswerFields } from './answer.form.js';
import { passagesOf, searchWords } from './passages.rules.js';

/** An answer that stands in a document today. */
export interface StandingAnswer {
  id: string;
  key: string;
  part: number;
  state: AnswerState;
  value: FactValue;
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
  note: string | null;
  under: string | null;
  lineage: string;
  verifiedOn: CivilDate | null;
  extractedById: string | null;
  extractedBy: string | null;
  sentBackFor: string | null;
}

/** An answer that somebody is still writing. */
export interface Draft {
  key: string;
  part: number;
  personId: string;
  person: string;
  fields: AnswerFields;
  baseFactId: string | null;
  version: number;
  keptAt: Date;
}

/** A passage that may answer the question. */
export interface Suggestion {
  page: number;
  /** Its place among the passages of the page, from 1. */
  passage: number;
  text: string;
}

const MOST_PAGES = 6;
const MOST_SUGGESTIONS = 3;

/** Reads what is known of a document while somebody reads it. */
@Injectable()
export class ExtractionQueries {
  constructor(private readonly database: Database) {}

  /** What was answered from the document, in the order of the catalogue. */
  answers(documentLineage: string): Promise<StandingAnswer[]> {
    return this.database.query(
      `select f.id, q.key, (f.lineage::jsonb->>-1)::int as part, f.state, f.value, f.quote, f.paraphrase, f.locator, f.note,
         u.key as under, f.lineage, v.verified_on as "verifiedOn", f.extracted_by_id as "extractedById", p.name as "extractedBy",
         b.reason as "sentBackFor"
       from policy_fact f join policy_document cited on cited.id = f.document_id join policy_question q on q.id = f.question_id
       left join policy_question u on u.id = f.answered_under_id left join policy_verification v on v.fact_id = f.id
       left join person p on p.id = f.extracted_by_id
       left join policy_verification_outcome b on b.fact_id = f.id and b.outcome = 'sent_back'
       where f.superseded_at is null and cited.lineage = $1 order by q.position, part`,
      [documentLineage],
    );
  }

  /** Everybody's drafts of answers from the document. */
  drafts(documentLineage: string): Promise<Draft[]> {
    return this.database.query(
      `select q.key, w.part, w.person_id as "personId", p.name as person, w.fields, w.base_fact_id as "baseFactId", w.version,
         w.kept_at as "keptAt"
       from policy_draft w join policy_question q on q.id = w.question_id join person p on p.id = w.person_id
       where w.document_lineage = $1 order by q.position, w.part, w.kept_at`,
      [documentLineage],
    );
  }

  /** Title and lineage of a document that stands no more; undefined for one that never did. */
  async withdrawn(documentId: string): Promise<{ title: string; lineage: string } | undefined> {
    const [row] = await this.database.query<{ title: string; lineage: string }>(
      'select title, lineage from policy_document where id = $1',
      [documentId],
    );
    return row;
  }

  async page(fileId: string, number: number): Promise<string | undefined> {
    const [row] = await this.database.query<{ text: string }>(
      'select text from policy_file_page where file_id = $1 and number = $2',
      [fileId, number],
    );
    return row?.text;
  }

  /**
   * The likeliest passages for a question. First the likeliest pages, by any of its words; then their passages, by those
   * of the words that tell passages apart: what stands in most of them says nothing.
   */
  async suggestions(
    fileId: string,
    question: Pick<PolicyQuestion, 'wording' | 'shortName' | 'options'>,
  ): Promise<Suggestion[]> {
    const words = searchWords(question);
    const pages = await this.database.query<{ number: number; text: string }>(
      `select number, text from policy_file_page, websearch_to_tsquery('english', $2) asked
       where file_id = $1 and search @@ asked order by ts_rank(search, asked) desc, number limit $3`,
      [fileId, words.join(' or '), MOST_PAGES],
    );
    const passages = pages.flatMap(({ number, text }) =>
      passagesOf(text).map((passage, index) => ({ page: number, passage: index + 1, text: passage })),
    );
    const ranked = await this.database.query<{ nth: number }>(
      `with passage as materialized (
         select nth, to_tsvector('english', text) as words from unnest($1::text[]) with ordinality as t(text, nth)),
       word as (
         select '''' || replace(word, '''', '''''') || '''' as word
         from unnest(tsvector_to_array(to_tsvector('english', $2))) as w(word)),
       telling as (
         select string_agg(word, ' | ')::tsquery as asked from word
         where (select count(*) from passage where words @@ word::tsquery) between 1 and (select 1 + count(*) / 4 from passage))
       select nth::int from passage, telling where words @@ asked order by ts_rank(words, asked, 1) desc, nth limit $3`,
      [passages.map(({ text }) => text), words.join(' '), MOST_SUGGESTIONS],
    );
    return ranked.flatMap(({ nth }) => passages[nth - 1] ?? []);
  }
}
