import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { Mail } from '../../platform/mail/mail.js';
import { remarksPaths } from '../paths.js';
import { outcomeInWords } from './remark-words.rules.js';
import { RemarksQueries } from './remarks.queries.js';
import type { Remark, RemarkAnswer } from './remarks.types.js';

/** A remark as it is sent: what is the matter, and what chose the words that the learner read. */
export interface NewRemark extends Pick<
  Remark,
  | 'kind'
  | 'words'
  | 'wantsMail'
  | 'blockKey'
  | 'variant'
  | 'nation'
  | 'regionCode'
  | 'icbCode'
  | 'profession'
  | 'profileRevisionId'
  | 'shownOn'
> {
  lessonId: string;
  workplaceId: string | null;
}

export interface GivenAnswer {
  state: RemarkAnswer['state'];
  answer: string;
  /** Number of the version that has the change. */
  version: number | null;
}

/** Takes what learners say of blocks, and what is answered. */
@Injectable()
export class RemarksService {
  constructor(
    private readonly database: Database,
    private readonly queries: RemarksQueries,
    private readonly accounts: AccountsService,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws NotFoundException when there is none. */
  async known(id: string): Promise<Remark> {
    const remark = isId(id) ? await this.queries.one(id) : undefined;
    if (!remark) throw new NotFoundException('There is no such remark.');
    return remark;
  }

  /** Keeps a remark. Answers its id. */
  async take(personId: string, remark: NewRemark): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        `insert into lesson_remark (id, person_id, lesson_id, block_key, variant, kind, words, organisation_id, nation, region_code, icb_code,
           profession, profile_revision_id, shown_on, wants_mail, sent_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, (select organisation_id from workplace where id = $8), $9, $10, $11, $12, $13, $14, $15, $16, 'new')`,
        [
          id,
          personId,
          remark.lessonId,
          remark.blockKey,
          remark.variant,
          remark.kind,
          remark.words,
          remark.workplaceId,
          remark.nation,
          remark.regionCode,
          remark.icbCode,
          remark.profession,
          remark.profileRevisionId,
          remark.shownOn,
          remark.wantsMail,
          this.clock.now(),
        ],
      );
      await this.audit.record({ action: 'remarks.sent', subjectKind: 'lesson_remark', subjectId: id });
      return id;
    });
  }

  /**
   * Answers a remark, and writes to whoever sent it if they asked for that. It may be answered again: once a version has
   * the change, say. Answers why not, when not. Throws NotFoundException.
   * @param seen the latest answer that stood on the page on which this one was written
   */
  async answer(id: string, given: GivenAnswer, personId: string, seen: string): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.query('select id from lesson_remark where id = $1 for update', [isId(id) ? id : null]);
      const remark = await this.known(id);
      const [latest] = (await this.queries.answers([id])).get(id) ?? [];
      if ((latest?.id ?? '') !== seen)
        return [`${latest?.answeredBy ?? 'Somebody'} answered it meanwhile. Read that before you answer again.`];
      const versionId = given.state === 'fixed' ? await this.versionOf(remark, given.version) : null;
      if (given.state === 'fixed' && versionId === null)
        return ['Choose a version of this course that came after the one that the remark is about.'];
      await this.database.query(
        `insert into lesson_remark_answer (id, remark_id, state, answer, version_id, answered_at, answered_by_id) values ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), id, given.state, given.answer, versionId, this.clock.now(), personId],
      );
      await this.database.query('update lesson_remark set state = $2 where id = $1', [id, given.state]);
      await this.audit.record({
        action: 'remarks.answered',
        subjectKind: 'lesson_remark',
        subjectId: id,
        details: { state: given.state, before: remark.state, ...(versionId !== null && { versionId }) },
      });
      await this.write(remark, given);
      return [];
    });
  }

  private async versionOf({ course }: Remark, number: number | null): Promise<string | null> {
    const later = await this.queries.laterVersions(course.id, course.version);
    return later.find((version) => version.number === number)?.id ?? null;
  }

  private async write(remark: Remark, { state, answer, version }: GivenAnswer): Promise<void> {
    if (!remark.wantsMail || remark.personId === null) return;
    const { email } = await this.accounts.details(remark.personId);
    await this.mail.queue({
      to: email,
      passing: true,
      subject: `What you told us about “${remark.lesson.title}”`,
      text: [
        `Thank you for telling us about the lesson “${remark.lesson.title}” of ${remark.course.title}.`,
        outcomeInWords(state, version),
        answer,
        `What you wrote and what was answered: ${this.config.publicUrl}${remarksPaths.mine()}`,
        'Beforehand',
      ].join('\n\n'),
    });
  }
}
