import { Injectable, NotFoundException } from '@nestjs/common';
import type { Profession } from '../../accounts/accounts.types.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/database/new-id.js';
import { addressHash } from './address-hash.js';
import type { KnownOfStaff, StaffOutcome } from './staff-row.rules.js';

/** A list of staff without its rows. */
export interface StoredImport {
  id: string;
  courseId: string;
  courseSlug: string;
  fileName: string;
  givenBy: string;
  dueOn: CivilDate | null;
  notes: string[];
  createdAt: Date;
  startedAt: Date | null;
  startedById: string | null;
  finishedAt: Date | null;
}

export interface StoredRow {
  line: number;
  email: string | null;
  name: string | null;
  organisation: string | null;
  organisationId: string | null;
  profession: Profession | null;
  outcome: StaffOutcome;
  reason: string | null;
  done: boolean;
}

/** How far an import is. Rejected rows are nothing to do. */
export interface ImportCounts {
  outcomes: Record<StaffOutcome, number>;
  done: number;
  toDo: number;
}

interface KnownAccounts extends KnownOfStaff {
  accounts: Map<string, { id: string; deactivated: boolean; enrolled: boolean }>;
}

const columns = `i.id, i.course_id as "courseId", c.slug as "courseSlug", i.file_name as "fileName",
  i.given_by as "givenBy", i.due_on as "dueOn", i.notes, i.created_at as "createdAt", i.started_at as "startedAt",
  i.started_by_id as "startedById", i.finished_at as "finishedAt"`;
const source = 'enrolment_import i join course c on c.id = i.course_id';

/** Reads lists of staff and what is known of the people on them. One statement each, however many rows there are. */
@Injectable()
export class ImportsQueries {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFoundException when the course has no such list. */
  async known(courseSlug: string, id: string): Promise<StoredImport> {
    const found = isId(id) ? await this.one(id) : undefined;
    if (found?.courseSlug !== courseSlug) throw new NotFoundException('There is no such list of staff.');
    return found;
  }

  async one(id: string): Promise<StoredImport | undefined> {
    const [row] = await this.database.query<StoredImport>(`select ${columns} from ${source} where i.id = $1`, [id]);
    return row;
  }

  /** The latest lists of a course. */
  latest(courseId: string, limit: number): Promise<StoredImport[]> {
    return this.database.query<StoredImport>(
      `select ${columns} from ${source} where i.course_id = $1 order by i.id desc limit $2`,
      [courseId, limit],
    );
  }

  async counts(importId: string): Promise<ImportCounts> {
    const rows = await this.database.query<{ outcome: StaffOutcome; n: number; done: number }>(
      `select outcome, count(*)::int as n, count(done_at)::int as done from enrolment_import_row
        where import_id = $1 group by outcome`,
      [importId],
    );
    const outcomes = { new: 0, already_enrolled: 0, invited: 0, rejected: 0 };
    for (const { outcome, n } of rows) outcomes[outcome] = n;
    const applied = rows.filter(({ outcome, done }) => outcome !== 'rejected' || done > 0);
    const done = applied.reduce((sum, row) => sum + row.done, 0);
    const open = applied.reduce((sum, row) => sum + (row.outcome === 'rejected' ? row.done : row.n), 0);
    return { outcomes, done, toDo: open };
  }

  /** The rows after a line, in the order of the file. */
  rows(importId: string, asked: { outcome: StaffOutcome | ''; after: number }, limit: number): Promise<StoredRow[]> {
    return this.database.query<StoredRow>(
      `select r.line, r.email, r.name, o.name as organisation, r.organisation_id as "organisationId", r.profession,
              r.outcome, r.reason, r.done_at is not null as done
         from enrolment_import_row r left join organisation o on o.id = r.organisation_id
        where r.import_id = $1 and r.line > $2 and ($3 = '' or r.outcome = $3) order by r.line limit $4`,
      [importId, asked.after, asked.outcome, limit],
    );
  }

  /**
   * What decides on rows with these addresses and codes, for a course. An account whose address was never confirmed is
   * nobody's yet.
   */
  async knownOf(courseId: string, emails: readonly string[], codes: readonly string[]): Promise<KnownAccounts> {
    const accounts = await this.database.query<{ email: string; id: string; deactivated: boolean; enrolled: boolean }>(
      `select p.email, p.id, p.deactivated_at is not null as deactivated,
              exists (select from enrolment e where e.person_id = p.id and e.course_id = $1 and e.withdrawn_at is null)
                as enrolled
         from person p where p.email = any($2) and p.confirmed_at is not null`,
      [courseId, emails],
    );
    const invited = await this.database.query<{ email: string }>(
      `select email from enrolment_invitation
        where course_id = $1 and email = any($2) and ended_at is null and expires_on >= $3`,
      [courseId, emails, this.clock.today()],
    );
    const refused = await this.database.query<{ hash: string }>(
      'select email_hash as hash from enrolment_refusal where email_hash = any($1)',
      [emails.map(addressHash)],
    );
    const refusals = new Set(refused.map(({ hash }) => hash));
    const asked = [...new Set(codes)].filter((code) => code !== '');
    const organisations = asked.length === 0 ? new Map<string, never>() : await this.organisations.byCodes(asked);
    return {
      accounts: new Map(accounts.map((row) => [row.email, row])),
      invited: new Set(invited.map(({ email }) => email)),
      refused: new Set(emails.filter((email) => refusals.has(addressHash(email)))),
      organisations: new Map([...organisations].map(([code, { id }]) => [code, id])),
    };
  }
}
