import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { isId, newId } from '../platform/database/new-id.js';
import type { Source } from './courses.types.js';
import type { Citation } from './register/citations.rules.js';
import { RegisterQueries } from './register/register.queries.js';
import type { RegisterEntry, SourceFields } from './register/register.types.js';

export type { RegisterEntry };

/** The legal register: what courses rest on, who looks after it, and what it said before. */
@Injectable()
export class LegalRegisterService {
  constructor(
    private readonly database: Database,
    private readonly queries: RegisterQueries,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFoundException when there is no such entry. */
  async known(id: string): Promise<RegisterEntry> {
    const entry = isId(id) ? await this.queries.entry(id) : undefined;
    if (!entry) throw new NotFoundException('There is no such entry in the legal register.');
    return entry;
  }

  /**
   * Notes where a version cites what, and enters sources that the register does not have, with what the course says and
   * nothing else. What it has stays as it is. Call it in the transaction that publishes.
   */
  async take(versionId: string, sources: readonly Source[], citations: readonly Citation[]): Promise<void> {
    await this.database.query(
      `insert into course_citation (version_id, source_key, place, place_key, block_key)
       select $2, "sourceKey", place, "placeKey", "blockKey"
       from jsonb_to_recordset($1) as c("sourceKey" text, place text, "placeKey" text, "blockKey" text) on conflict do nothing`,
      [JSON.stringify(citations), versionId],
    );
    const known = await this.queries.keysAmong(sources.map(({ id }) => id));
    const added = sources.filter(({ id }) => !known.has(id));
    for (const { id: key, ...fields } of added) await this.insert(key, { ...fields, ownerId: null }, null, null);
  }

  /** Enters a source. Answers its id; undefined when the key is taken. */
  async add(key: string, fields: SourceFields, note: string | null, personId: string): Promise<string | undefined> {
    return this.database.transaction(async () => {
      if ((await this.queries.keysAmong([key])).size > 0) return undefined;
      return this.insert(key, fields, note, personId);
    });
  }

  /**
   * Changes an entry; what it said before stays readable. Answers 'changed meanwhile', and does nothing, when it is not
   * any more as it was at change `base`. Throws NotFoundException.
   */
  async change(
    id: string,
    base: number,
    fields: SourceFields,
    note: string | null,
    personId: string,
  ): Promise<'changed' | 'unchanged' | 'changed meanwhile'> {
    return this.database.transaction(async () => {
      await this.database.query('select id from legal_source where id = $1 for update', [isId(id) ? id : null]);
      const entry = await this.known(id);
      if (entry.number !== base) return 'changed meanwhile';
      const before = fieldsOf(entry);
      if (JSON.stringify(before) === JSON.stringify(fieldsOf(fields)) && note === null) return 'unchanged';
      await this.update(entry, fields);
      await this.keep(entry.id, entry.number + 1, fields, note, personId);
      const changed = Object.keys(before).filter((name) => before[name as Field] !== fields[name as Field]);
      await this.audit.record({
        action: 'legal_sources.changed',
        subjectKind: 'legal_source',
        subjectId: entry.id,
        details: { key: entry.key, changed },
      });
      return 'changed';
    });
  }

  /** Somebody read the source today and found it as it stands here. Throws NotFoundException. */
  async lookedUp(id: string, personId: string): Promise<void> {
    const entry = await this.known(id);
    await this.change(
      entry.id,
      entry.number,
      { ...fieldsOf(entry), checkedOn: this.clock.today() },
      'Looked up: it says the same.',
      personId,
    );
  }

  private async insert(
    key: string,
    fields: SourceFields,
    note: string | null,
    personId: string | null,
  ): Promise<string | undefined> {
    const id = newId();
    // Two courses may bring the same new source at the same moment.
    const rows = await this.database.query(
      `insert into legal_source (id, key, kind, title, short, publisher, url, nation, provision, commencement, checked_on, owner_id, number, search_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13) on conflict (key) do nothing returning id`,
      [id, key, ...columnsOf(fields), searchKey(key, fields)],
    );
    if (rows.length === 0) return undefined;
    await this.keep(id, 1, fields, note, personId);
    await this.audit.record({
      action: 'legal_sources.added',
      subjectKind: 'legal_source',
      subjectId: id,
      details: { key },
    });
    return id;
  }

  /** Another address has not been asked yet. */
  private async update({ id, key, url }: RegisterEntry, fields: SourceFields): Promise<void> {
    await this.database.query(
      `update legal_source set kind = $2, title = $3, short = $4, publisher = $5, url = $6, nation = $7, provision = $8, commencement = $9,
         checked_on = $10, owner_id = $11, search_key = $12, number = number + 1 where id = $1`,
      [id, ...columnsOf(fields), searchKey(key, fields)],
    );
    if (url !== fields.url)
      await this.database.query(
        `update legal_source set link_state = null, link_status = null, link_leads_to = null, link_checked_at = null,
           link_since = null where id = $1`,
        [id],
      );
  }

  private async keep(
    id: string,
    number: number,
    fields: SourceFields,
    note: string | null,
    personId: string | null,
  ): Promise<void> {
    await this.database.query(
      'insert into legal_source_change (source_id, number, fields, note, made_at, made_by_id) values ($1, $2, $3, $4, $5, $6)',
      [id, number, JSON.stringify(fieldsOf(fields)), note, this.clock.now(), personId],
    );
  }
}

type Field = keyof SourceFields;

/** The fields alone, in one order. */
export function fieldsOf(given: SourceFields): SourceFields {
  const { kind, title, short, publisher, url, nation, provision, commencement, checkedOn, ownerId } = given;
  return { kind, title, short, publisher, url, nation, provision, commencement, checkedOn, ownerId };
}

const columnsOf = (fields: SourceFields): unknown[] => Object.values(fieldsOf(fields));

function searchKey(key: string, { title, short, publisher, provision }: SourceFields): string {
  return [key, title, short, publisher, provision ?? ''].join(' ').toLowerCase();
}
