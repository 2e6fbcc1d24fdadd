import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { DocumentsService } from '../documents.service.js';
import type { DocumentRecord } from '../documents.types.js';
import type { PolicyQuestion } from '../policies.types.js';
import { QuestionsService } from '../questions.service.js';
import { type Draft, ExtractionQueries, type StandingAnswer, type Suggestion } from './extraction.queries.js';
import { passagesOf } from './passages.rules.js';

/** A question that is answered from a document: the how-manieth answer to it there. */
export interface Asked {
  question: PolicyQuestion;
  part: number;
}

/** What lies before somebody who reads a document for one question. */
export interface Desk extends Asked {
  document: DocumentRecord;
  organisation: OrganisationSummary;
  /** Those that are asked today, and retired ones that are answered or drafted here. */
  questions: PolicyQuestion[];
  answers: StandingAnswer[];
  drafts: Draft[];
  /** The answer that stands at this place. */
  standing: StandingAnswer | null;
  suggestions: Suggestion[];
  /** A page of the text, in passages; null when there is none to show. */
  text: { page: number; pages: number; passages: string[] } | null;
}

/** Lays out documents for those who read them. */
@Injectable()
export class Desks {
  constructor(
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
    private readonly questions: QuestionsService,
    private readonly queries: ExtractionQueries,
  ) {}

  /**
   * The desk for a question and a page of the text; without a question, for the first that nobody answered, and without
   * a page, for the likeliest one. Undefined when the document stands no more, or never did.
   */
  async lay(
    documentId: string,
    place: { question: string | null; part: number; page: number | null },
  ): Promise<Desk | undefined> {
    const document = await this.documents.one(documentId);
    if (!document) return undefined;
    const [organisations, catalogue, answers, drafts] = await Promise.all([
      this.organisations.byIds([document.organisationId]),
      this.questions.all(),
      this.queries.answers(document.lineage),
      this.queries.drafts(document.lineage),
    ]);
    const organisation = organisations.get(document.organisationId);
    const here = new Set([...answers, ...drafts].map(({ key }) => key));
    const questions = catalogue.filter(({ key, retired }) => !retired || here.has(key));
    const question = catalogue.find(({ key }) => key === place.question) ?? firstOpen(questions, here);
    if (!organisation || !question) return undefined;
    const standing = answers.find(({ key, part }) => key === question.key && part === place.part) ?? null;
    const file = document.file?.textState === 'ready' ? document.file : null;
    const suggestions = file ? await this.queries.suggestions(file.id, question) : [];
    const page = place.page ?? suggestions[0]?.page ?? 1;
    const text = file && (await this.queries.page(file.id, Math.min(page, file.pages ?? page)));
    return {
      document,
      organisation,
      questions,
      question,
      part: place.part,
      answers,
      drafts,
      standing,
      suggestions,
      text:
        file && text !== null && text !== undefined
          ? { page: Math.min(page, file.pages ?? page), pages: file.pages ?? 1, passages: passagesOf(text) }
          : null,
    };
  }

  /** The passage of a page by its place, from 1; undefined when there is none. */
  async passage(desk: Desk, page: number, passage: number): Promise<string | undefined> {
    const text = desk.document.file && (await this.queries.page(desk.document.file.id, page));
    return text ? passagesOf(text)[passage - 1] : undefined;
  }
}

function firstOpen(questions: readonly PolicyQuestion[], here: ReadonlySet<string>): PolicyQuestion | undefined {
  return questions.find(({ key }) => !here.has(key)) ?? questions[0];
}
