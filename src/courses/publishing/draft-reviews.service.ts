import { createHash } from 'node:crypto';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { Mail } from '../../platform/mail/mail.js';
import { DraftFiles } from '../authoring/draft-files.js';
import { DraftsQueries } from '../authoring/drafts.queries.js';
import { DraftsService } from '../authoring/drafts.service.js';
import { coursesPaths } from '../paths.js';
import type { DraftReviewKind } from './blockers.rules.js';
import { DraftReviewsQueries } from './draft-reviews.queries.js';

export interface NewVerdict {
  /** Which words the reviewer had in front of them, as `readMark` says it. */
  read: string;
  kind: DraftReviewKind;
  verdict: 'approved' | 'changes';
  reviewerRole: string;
  note: string | null;
}

const CHANGED = 'The draft was changed after you opened this page. Read what is otherwise now, then record your review';

/** Which words stand in a draft: it differs as soon as any file does, and goes with a page to whoever reviews it. */
export function readMark(files: readonly { id: string; name: string; number: number }[]): string {
  return createHash('sha256')
    .update(JSON.stringify(files.map(({ id, name, number }) => [id, name, number]).sort()))
    .digest('base64url');
}

/** Asking for reviews of a draft, giving them, and remarks about its blocks. */
@Injectable()
export class DraftReviewsService {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftsService,
    private readonly files: DraftFiles,
    private readonly draftsQueries: DraftsQueries,
    private readonly queries: DraftReviewsQueries,
    private readonly accounts: AccountsService,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Asks somebody for a review, and writes to them. Answers why not when they cannot review it. */
  async ask(draftId: string, kind: DraftReviewKind, reviewerId: string, personId: string): Promise<string | null> {
    const draft = await this.drafts.open(draftId);
    const reviewer = (await this.accounts.holding('courses.review')).find(({ id }) => id === reviewerId);
    if (!reviewer) return 'Choose somebody who may review courses';
    if ((await this.queries.writers(draft.id)).has(reviewer.id))
      return `${reviewer.name} has written in this draft: choose somebody who reads it afresh`;
    const { email } = await this.accounts.details(reviewer.id);
    await this.database.transaction(async () => {
      await this.database.query(
        `insert into course_draft_request (id, draft_id, kind, reviewer_id, asked_at, asked_by_id) values ($1, $2, $3, $4, $5, $6)`,
        [newId(), draft.id, kind, reviewer.id, this.clock.now(), personId],
      );
      await this.database.query(`update course_draft set state = 'in_review' where id = $1 and state = 'draft'`, [
        draft.id,
      ]);
      await this.mail.queue({
        to: email,
        subject: `You are asked for a ${kind} review: ${draft.title}`,
        text: `Hello,\n\nyou are asked for a ${kind} review of the course “${draft.title}” before it is published.\n\nRead it, remark on its blocks, and approve it or ask for changes:\n${this.config.publicUrl}${coursesPaths.review(draft.id)}\n`,
      });
      await this.record('course_drafts.review_asked', draft.id, { kind });
    });
    return null;
  }

  /** Records what a reviewer says of the draft as it stands. Answers why not when it is not theirs to say. */
  async say(draftId: string, given: NewVerdict, personId: string): Promise<string | null> {
    const draft = await this.drafts.open(draftId);
    if ((await this.queries.writers(draft.id)).has(personId))
      return 'You have written in this draft: a review is for somebody who reads it afresh';
    if (given.verdict === 'changes' && given.note === null) return 'Say which changes you ask for';
    return this.database.transaction(async () => {
      await this.database.query('select id from course_draft where id = $1 for update', [draft.id]);
      const files = await this.draftsQueries.files(draft.id);
      if (readMark(files) !== given.read) return CHANGED;
      const read = Object.fromEntries(files.map(({ id, name, number }) => [id, { name, number }]));
      await this.database.query(
        `insert into course_draft_verdict (id, draft_id, kind, verdict, reviewer_id, reviewer_role, note, files, given_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          newId(),
          draft.id,
          given.kind,
          given.verdict,
          personId,
          given.reviewerRole,
          given.note,
          JSON.stringify(read),
          this.clock.now(),
        ],
      );
      await this.record(
        given.verdict === 'approved' ? 'course_drafts.approved' : 'course_drafts.changes_asked',
        draft.id,
        { kind: given.kind },
      );
      return null;
    });
  }

  /** Remarks on a lesson, or one block of it. */
  async remark(fileId: string, block: string | null, text: string, personId: string): Promise<void> {
    const file = await this.files.known(fileId);
    await this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        'insert into course_draft_comment (id, draft_id, file_id, block, text, made_at, made_by_id) values ($1, $2, $3, $4, $5, $6, $7)',
        [id, file.draftId, file.id, block, text, this.clock.now(), personId],
      );
      await this.record('course_drafts.remarked', file.draftId, { comment: id });
    });
  }

  /** A remark is answered by what was done. Throws NotFoundException when there is no such open one. */
  async settle(draftId: string, commentId: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        'update course_draft_comment set settled_at = $3 where id = $1 and draft_id = $2 and settled_at is null returning id',
        [isId(commentId) ? commentId : null, draftId, this.clock.now()],
      );
      if (rows.length === 0) throw new NotFoundException('There is no such open comment.');
      await this.record('course_drafts.remark_settled', draftId, { comment: commentId });
    });
  }

  private async record(action: string, id: string, details: Record<string, unknown>): Promise<void> {
    await this.audit.record({ action, subjectKind: 'course_draft', subjectId: id, details });
  }
}
