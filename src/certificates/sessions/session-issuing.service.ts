import { Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import { LiveSessionsService, type SessionToCertify } from '../../learning/live-sessions.service.js';
import { Database } from '../../platform/database/database.js';
import { CertificateListsService } from '../certificate-lists.service.js';
import { LIVE_MODE } from '../lists/list-line.rules.js';

/** Certificates for those who were at a session: the attendance that was noted becomes a list, which is applied at once. */
@Injectable()
export class SessionIssuingService {
  constructor(
    private readonly database: Database,
    private readonly sessions: LiveSessionsService,
    private readonly courses: CoursesService,
    private readonly lists: CertificateListsService,
  ) {}

  /**
   * Asks for the certificates of everybody who was there and has none yet, of the version of the course that was the newest
   * when the session began; answers how many. One transaction; pressed twice at the same time, each person is on one list.
   */
  async issue(session: SessionToCertify, options: { mailed: boolean }): Promise<number> {
    return this.database.transaction(async () => {
      const attendees = await this.sessions.certify(session.id);
      if (attendees.length === 0) return 0;
      const version = await this.courses.newestAt(session.courseSlug, session.startsAt);
      const rows = attendees.map(({ personId, total, participatory }, index) => ({
        line: index + 1,
        personId,
        sessionOn: session.heldOn,
        mode: LIVE_MODE,
        hours: total,
        participatory,
      }));
      const sample = !(await this.courses.isReviewed(version.id));
      const report = { new: rows.length, alreadyIssued: 0, rejected: [] };
      const name = `Live session: ${session.title}`;
      const id = await this.lists.keep({ version, report, ignored: [], notes: [], sample, rows }, name, session.id);
      await this.lists.apply(id, options);
      return rows.length;
    });
  }
}
