import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** One kind of data that is held of a person: what it is, why, for how long, and how it is read. */
export interface Holding {
  key: string;
  title: string;
  why: string;
  /** For how long it is held, in words. */
  kept: string;
  /** The tables that hold it. */
  tables: readonly string[];
  /**
   * A select of all that is held of the person $1, in an order without ties. Its columns are named in camelCase, since they
   * become the names of fields; it leaves out what is no data of the person, such as keys, hashes and right answers.
   */
  sql: string;
}

export type HeldRow = Record<string, unknown>;

const BATCH = 500;

/** Everything that is held of people: each module says what it holds, so that nothing is left out of what people are shown. */
@Injectable()
export class Holdings {
  private readonly held: Holding[] = [];

  constructor(private readonly database: Database) {}

  register(...holdings: readonly Holding[]): void {
    this.held.push(...holdings);
  }

  /** In the order in which the modules registered them. */
  all(): readonly Holding[] {
    return this.held;
  }

  one(key: string): Holding | undefined {
    return this.held.find((holding) => holding.key === key);
  }

  /** How many entries of each kind are held of the person: one statement, however many kinds there are. */
  async counts(personId: string): Promise<Map<string, number>> {
    const parts = this.held.map(
      ({ sql }, at) => `select ${String(at)} as at, count(*)::int as entries from (${sql}) as held`,
    );
    const rows = await this.database.query<{ at: number; entries: number }>(parts.join(' union all '), [personId]);
    return new Map(rows.map(({ at, entries }) => [this.held[at]?.key ?? '', entries]));
  }

  /** A page of one kind. */
  page(holding: Holding, personId: string, skip: number, limit: number): Promise<HeldRow[]> {
    return this.database.query<HeldRow>(`${holding.sql} offset $2 limit $3`, [personId, skip, limit]);
  }

  /** All of one kind, in batches. */
  async *entries(holding: Holding, personId: string): AsyncGenerator<HeldRow> {
    for (let skip = 0; ; skip += BATCH) {
      const rows = await this.page(holding, personId, skip, BATCH);
      yield* rows;
      if (rows.length < BATCH) return;
    }
  }
}
