import { GoneException, Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { addDays, type CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { newSecret, secretHash } from '../../platform/http/secret-links.js';

const LINK_DAYS = 30;

export interface PreviewLink {
  id: string;
  madeAt: Date;
  madeBy: string;
  expiresOn: CivilDate;
  withdrawnAt: Date | null;
}

/** Links to a draft for reviewers without an account: 256 random bits, of which the database knows only the hash. */
@Injectable()
export class PreviewLinks {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The secret of a new link; nobody can read it again. */
  async make(draftId: string, personId: string): Promise<string> {
    const token = newSecret();
    await this.database.transaction(async () => {
      await this.database.query(
        'insert into course_preview_link (id, hash, draft_id, made_at, made_by_id, expires_on) values ($1, $2, $3, $4, $5, $6)',
        [newId(), secretHash(token), draftId, this.clock.now(), personId, addDays(this.clock.today(), LINK_DAYS)],
      );
      await this.record('course_drafts.shared', draftId);
    });
    return token;
  }

  /** The draft that the link shows. Throws NotFoundException or GoneException when it shows nothing (any more). */
  async open(token: string): Promise<string> {
    const [row] = await this.database.query<{ draftId: string; isOver: boolean }>(
      `select l.draft_id as "draftId", l.withdrawn_at is not null or l.expires_on < $2
         or d.state not in ('draft', 'in_review') as "isOver"
       from course_preview_link l join course_draft d on d.id = l.draft_id where l.hash = $1`,
      [secretHash(token), this.clock.today()],
    );
    if (!row) throw new NotFoundException('This link opens nothing. Check that the whole address was copied.');
    if (row.isOver) throw new GoneException('This link opens nothing any more. Ask whoever sent it for a new one.');
    return row.draftId;
  }

  /** The newest first; at most 100. */
  ofDraft(draftId: string): Promise<PreviewLink[]> {
    return this.database.query(
      `select l.id, l.made_at as "madeAt", p.name as "madeBy", l.expires_on as "expiresOn", l.withdrawn_at as "withdrawnAt"
       from course_preview_link l join person p on p.id = l.made_by_id where l.draft_id = $1 order by l.id desc limit 100`,
      [draftId],
    );
  }

  /** From now on the link opens nothing. Throws NotFoundException when there is no such open link. */
  async withdraw(draftId: string, linkId: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        'update course_preview_link set withdrawn_at = $3 where id = $1 and draft_id = $2 and withdrawn_at is null returning id',
        [isId(linkId) ? linkId : null, draftId, this.clock.now()],
      );
      if (rows.length === 0) throw new NotFoundException('There is no such open link.');
      await this.record('course_drafts.unshared', draftId);
    });
  }

  private async record(action: string, draftId: string): Promise<void> {
    await this.audit.record({ action, subjectKind: 'course_draft', subjectId: draftId });
  }
}
