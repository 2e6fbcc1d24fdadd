import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { isId, newId } from '../platform/database/new-id.js';
import type { BankContent, GivenQuestion, SkippedQuestion } from './questions/bank.types.js';
import { readGift, tagOf } from './questions/gift-file.js';
import { wordsOf } from './questions/question-html.js';

/** What an import of questions does, or would do. */
export interface QuestionsImportReport {
  /** Questions that are new, or differ from what the bank has: these get a version. */
  imported: number;
  unchanged: number;
  skipped: SkippedQuestion[];
}

/** The import cannot go on. The message says why and what to do; nothing was changed. */
export class QuestionsImportRefused extends Error {}

const MOST_CHARACTERS = 10 * 1_048_576;

interface Known {
  id: string;
  name: string;
  newest: number;
  tags: string[];
  content: BankContent;
}

/** Writes the bank of questions. */
@Injectable()
export class QuestionBankService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Compares the questions of a GIFT file with those of the same name, and when told to apply takes them over in one
   * transaction: new ones, and a new version of those that differ. All get the tag. The same file again changes nothing.
   * Throws QuestionsImportRefused.
   */
  async importGift(text: string, options: { tag: string; apply: boolean }): Promise<QuestionsImportReport> {
    const tag = tagOf(options.tag);
    if (tag === '') throw new QuestionsImportRefused('Give the tag under which the questions are to be found.');
    if (text.length > MOST_CHARACTERS) throw new QuestionsImportRefused('The file has more than 10 MB. Split it.');
    if (text.includes('\0') || text.includes('\uFFFD'))
      throw new QuestionsImportRefused('The file is no text in UTF-8. Save it again as UTF-8.');
    const { questions, skipped } = readGift(text);
    if (questions.length === 0 && skipped.length === 0)
      throw new QuestionsImportRefused('The file holds no question. In GIFT each stands between blank lines.');
    return this.database.transaction(async () => {
      if (options.apply) await this.database.lock('question bank');
      const known = await this.known(questions.map(({ name }) => name));
      const tagged = questions.map((question) => ({ ...question, tags: [...new Set([...question.tags, tag])] }));
      const changed = tagged.filter((question) => differs(question, known.get(question.name)));
      if (options.apply && changed.length > 0) await this.write(changed, known, tag);
      return { imported: changed.length, unchanged: questions.length - changed.length, skipped };
    });
  }

  /** Sets by what a question is found and what it tests. Throws NotFoundException when there is none. */
  async label(id: string, labels: { tags: string[]; outcomes: string[] }): Promise<void> {
    const tags = [...new Set(labels.tags.map(tagOf).filter((tag) => tag !== ''))].sort();
    await this.database.transaction(async () => {
      const rows = isId(id)
        ? await this.database.query('update bank_question set tags = $2, outcomes = $3 where id = $1 returning id', [
            id,
            tags,
            labels.outcomes,
          ])
        : [];
      if (rows.length === 0) throw new NotFoundException('There is no such question in the bank.');
      await this.audit.record({ action: 'questions.labelled', subjectKind: 'bank_question', subjectId: id });
    });
  }

  private async known(names: string[]): Promise<Map<string, Known>> {
    const rows = await this.database.query<Known>(
      `select q.id, q.name, q.newest, q.tags, v.content from bank_question q
       join bank_question_version v on v.question_id = q.id and v.number = q.newest where q.name = any($1)`,
      [names],
    );
    return new Map(rows.map((row) => [row.name, row]));
  }

  private async write(questions: GivenQuestion[], known: Map<string, Known>, tag: string): Promise<void> {
    const rows = questions.map(({ name, tags, content }) => {
      const before = known.get(name);
      const newVersion = !before || !sameContent(before.content, content);
      return {
        id: before?.id ?? newId(),
        name,
        content,
        kind: content.kind,
        search_key: `${name} ${wordsOf(content.stemHtml)}`.toLowerCase(),
        tags: [...new Set([...(before?.tags ?? []), ...tags])].sort(),
        newest: (before?.newest ?? 0) + (newVersion ? 1 : 0),
        newVersion,
      };
    });
    await this.database.query(
      `insert into bank_question (id, name, kind, search_key, tags, newest)
       select id, name, kind, search_key, tags, newest
       from jsonb_to_recordset($1) as q(id uuid, name text, kind text, search_key text, tags text[], newest int)
       on conflict (id) do update set kind = excluded.kind, search_key = excluded.search_key, tags = excluded.tags, newest = excluded.newest`,
      [JSON.stringify(rows)],
    );
    await this.database.query(
      `insert into bank_question_version (question_id, number, content, made_at)
       select id, newest, content, $2 from jsonb_to_recordset($1) as q(id uuid, newest int, content jsonb)`,
      [JSON.stringify(rows.filter(({ newVersion }) => newVersion)), this.clock.now()],
    );
    await this.audit.record({
      action: 'questions.imported',
      subjectKind: 'bank_import',
      subjectId: newId(),
      details: { tag, questions: rows.length },
    });
  }
}

function differs(question: GivenQuestion, before: Known | undefined): boolean {
  return (
    !before || !sameContent(before.content, question.content) || question.tags.some((tag) => !before.tags.includes(tag))
  );
}

/** The database gives fields back in another order than they were made. */
function sameContent(one: BankContent, other: BankContent): boolean {
  const told = ({ kind, stemHtml, feedbackHtml, options }: BankContent) =>
    JSON.stringify([
      kind,
      stemHtml,
      feedbackHtml,
      options.map((option) => [option.html, option.correct, option.weight, option.feedbackHtml, option.match]),
    ]);
  return told(one) === told(other);
}
