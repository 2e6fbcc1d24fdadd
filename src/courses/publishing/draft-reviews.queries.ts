import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { DraftReviewKind, Verdict } from './blockers.rules.js';

export interface ReviewRequest {
  kind: DraftReviewKind;
  reviewer: string;
  askedAt: Date;
}

export interface GivenVerdict extends Verdict {
  reviewerId: string;
  reviewer: string;
  reviewerRole: string;
  note: string | null;
  givenAt: Date;
}

export interface DraftComment {
  id: string;
  fileId: string;
  /** Null: about the lesson as a whole. */
  block: string | null;
  text: string;
  madeAt: Date;
  madeBy: string;
  settledAt: Date | null;
}

/** Reads the reviews of drafts. */
@Injectable()
export class DraftReviewsQueries {
  constructor(private readonly database: Database) {}

  /** The latest first; at most 100. */
  requests(draftId: string): Promise<ReviewRequest[]> {
    return this.database.query(
      `select r.kind, p.name as reviewer, r.asked_at as "askedAt" from course_draft_request r
       join person p on p.id = r.reviewer_id where r.draft_id = $1 order by r.id desc limit 100`,
      [draftId],
    );
  }

  /** The latest first; at most 100. */
  verdicts(draftId: string): Promise<GivenVerdict[]> {
    return this.database.query(
      `select v.kind, v.verdict, v.files, v.reviewer_id as "reviewerId", p.name as reviewer, v.reviewer_role as "reviewerRole",
         v.note, v.given_at as "givenAt" from course_draft_verdict v join person p on p.id = v.reviewer_id
       where v.draft_id = $1 order by v.id desc limit 100`,
      [draftId],
    );
  }

  /** Those that are not settled first, then the latest; at most 200. */
  comments(draftId: string): Promise<DraftComment[]> {
    return this.database.query(
      `select c.id, c.file_id as "fileId", c.block, c.text, c.made_at as "madeAt", p.name as "madeBy", c.settled_at as "settledAt"
       from course_draft_comment c join person p on p.id = c.made_by_id
       where c.draft_id = $1 order by c.settled_at is not null, c.id desc limit 200`,
      [draftId],
    );
  }

  /** Who has written in the draft, moved its lessons, taken one out or put one back: none of them reviews it. */
  async writers(draftId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      `select r.saved_by_id as id from course_draft_revision r join course_draft_file f on f.id = r.file_id
         where f.draft_id = $1 and r.how <> 'began'
       union
       select actor_id from audit_entry where subject_kind = 'course_draft' and subject_id = $1::text and actor_id is not null
         and action in ('course_drafts.reordered', 'course_drafts.lesson_removed', 'course_drafts.lesson_restored')`,
      [draftId],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
