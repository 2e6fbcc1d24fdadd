import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { dateInWords, earliestDay } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DocumentsService } from '../documents.service.js';
import type { DocumentRecord } from '../documents.types.js';
import { FactsWriter } from '../facts/facts-writer.js';
import type { PolicyQuestion } from '../policies.types.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { QuestionsService } from '../questions.service.js';
import type { Answer } from './answer.form.js';
import { DraftsService } from './drafts.service.js';
import { ExtractionQueries, type StandingAnswer } from './extraction.queries.js';
import { mayPointTo } from './pointers.rules.js';

/** What became of an answer that somebody saved. */
export type Saved =
  | { is: 'saved' | 'unchanged' }
  /** Why it cannot be saved now, in sentences. */
  | { is: 'refused'; reasons: string[] }
  /** Another answer stands there than the one that the person had before them; null when it was taken back. */
  | { is: 'overtaken'; standing: StandingAnswer | null };

/** Makes facts of what people read in documents. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsService,
    private readonly questions: QuestionsService,
    private readonly queries: ExtractionQueries,
    private readonly drafts: DraftsService,
    private readonly writer: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the answer as a fact that waits for a second person. `base`: the id of the answer that the person saw there,
   * null for none; when another one stands there now, nothing is saved.
   */
  async save(
    place: { documentId: string; question: string; part: number },
    answer: Answer,
    base: string | null,
    personId: string,
  ): Promise<Saved> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-facts');
      const document = await this.documents.one(place.documentId);
      const all = await this.questions.all();
      const question = all.find(({ key }) => key === place.question);
      if (!document || !question) return refused('The document was withdrawn. Its answers can no longer be saved.');
      const reasons = this.whyNotNow(document, question);
      if (reasons.length > 0) return { is: 'refused', reasons };
      const answers = await this.queries.answers(document.lineage);
      const standing = answers.find(({ key, part }) => key === question.key && part === place.part) ?? null;
      if ((standing?.id ?? null) !== base) return { is: 'overtaken', standing };
      if (answer.under !== null && !mayPointTo(answers, question.key).includes(answer.under))
        return refused('The answer to which this one points was changed. Choose again.');
      const draft = { documentLineage: document.lineage, questionId: question.id, part: place.part, personId };
      await this.drafts.discard(draft);
      // What came back is saved even when nothing in it changed: the first reader says that it stands.
      if (standing && standing.sentBackFor === null && isSame(standing, answer)) return { is: 'unchanged' };
      const under = all.find(({ key }) => key === answer.under)?.id ?? null;
      await this.write(document, question, place.part, { ...answer, underId: under }, standing, personId);
      return { is: 'saved' };
    });
  }

  /** Why no answer to the question can be taken from the document today, whatever it says. */
  whyNotNow(document: DocumentRecord, question: PolicyQuestion): string[] {
    const reasons: string[] = [];
    const dated = agesFrom(document);
    if (question.retired)
      reasons.push('This question is asked no more. Answers that were recorded stay readable; new ones are not taken.');
    if (dated !== null && earliestDay(dated) > this.clock.today())
      reasons.push(`The document is dated ${dateInWords(dated)}, which is still to come. Put its date right first.`);
    return reasons;
  }

  private async write(
    document: DocumentRecord,
    question: PolicyQuestion,
    part: number,
    { under: _, underId, ...said }: Answer & { underId: string | null },
    standing: StandingAnswer | null,
    personId: string,
  ): Promise<void> {
    const lineage = standing?.lineage ?? factLineage(document.lineage, question.key, part);
    const fact = {
      organisationId: document.organisationId,
      questionId: question.id,
      documentLineage: document.lineage,
      lineage,
      ...said,
      standing: document.standing,
      agesFrom: agesFrom(document),
      answeredUnderId: underId,
      extractedById: personId,
      verifiedOn: null,
    };
    await this.writer.write([], [fact], { facts: new Map(), documents: new Map() });
    const [written] = await this.database.query<{ id: string }>(
      'select id from policy_fact where lineage = $1 and superseded_at is null',
      [lineage],
    );
    if (!written) throw new Error('A fact that was written is not there');
    await this.audit.record({
      action: 'facts.recorded',
      subjectKind: 'policy_fact',
      subjectId: written.id,
      details: { key: question.key, part, documentId: document.id, replaces: standing?.id ?? null },
    });
    await this.profiles.revise([document.organisationId]);
  }
}

const refused = (reason: string): Saved => ({ is: 'refused', reasons: [reason] });

const agesFrom = (document: DocumentRecord) => document.confirmedOn ?? document.repliedOn ?? document.documentDate;

/** The same place as in an imported file: organisation and question, what names the document, and the part. */
function factLineage(documentLineage: string, key: string, part: number): string {
  const [organisationId, ...document] = JSON.parse(documentLineage) as unknown[];
  return JSON.stringify([organisationId, key, ...document, part]);
}

function isSame(standing: StandingAnswer, answer: Answer): boolean {
  const content = ({ state, value, quote, paraphrase, locator, note, under }: Answer) =>
    JSON.stringify([state, value, quote, paraphrase, locator, note, under]);
  return content(standing) === content(answer);
}
