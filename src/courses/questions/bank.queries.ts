import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/database/new-id.js';
import { containing } from '../../platform/database/like-pattern.js';
import type { BankContent, BankQuestion } from './bank.types.js';

export interface BankFilter {
  text: string;
  tag: string;
}

const columns = `q.id, q.name, q.tags, q.outcomes, q.newest, v.content`;
const source = `bank_question q join bank_question_version v on v.question_id = q.id and v.number = q.newest`;
const where = `($1 = '' or q.search_key like $1) and ($2 = '' or q.tags @> array[$2])`;
const BATCH = 500;

/** Reads the bank of questions. */
@Injectable()
export class BankQueries {
  constructor(private readonly database: Database) {}

  /** A page of the questions, by name, and how many there are in all. */
  async list(
    filter: BankFilter,
    page: { limit: number; offset: number },
  ): Promise<{ all: number; rows: BankQuestion[] }> {
    const asked = parameters(filter);
    const [rows, [count]] = await Promise.all([
      this.database.query<BankQuestion>(
        `select ${columns} from ${source} where ${where} order by q.name, q.id limit $3 offset $4`,
        [...asked, page.limit, page.offset],
      ),
      this.database.query<{ all: number }>(`select count(*)::int as "all" from bank_question q where ${where}`, asked),
    ]);
    return { all: count?.all ?? 0, rows };
  }

  /** All questions of the filter, some at a time, so that a bank of any size can be written into a file. */
  async *each(filter: BankFilter): AsyncGenerator<BankQuestion> {
    let after = '';
    for (;;) {
      const rows = await this.database.query<BankQuestion>(
        `select ${columns} from ${source} where ${where} and q.name > $3 order by q.name limit ${String(BATCH)}`,
        [...parameters(filter), after],
      );
      yield* rows;
      after = rows.at(-1)?.name ?? '';
      if (rows.length < BATCH) return;
    }
  }

  /** The tags, with how many questions have each. */
  tags(): Promise<{ tag: string; count: number }[]> {
    return this.database.query(
      'select tag, count(*)::int as count from bank_question, unnest(tags) as tag group by tag order by tag limit 500',
    );
  }

  /** Throws NotFoundException when there is none. */
  async known(id: string): Promise<BankQuestion> {
    const [row] = isId(id)
      ? await this.database.query<BankQuestion>(`select ${columns} from ${source} where q.id = $1`, [id])
      : [];
    if (!row) throw new NotFoundException('There is no such question in the bank.');
    return row;
  }

  /** The newest first. */
  versions(id: string): Promise<{ number: number; content: BankContent; madeAt: Date }[]> {
    return this.database.query(
      `select number, content, made_at as "madeAt" from bank_question_version where question_id = $1 order by number desc limit 100`,
      [id],
    );
  }
}

function parameters({ text, tag }: BankFilter): [string, string] {
  return [text === '' ? '' : containing(text.toLowerCase()), tag];
}
