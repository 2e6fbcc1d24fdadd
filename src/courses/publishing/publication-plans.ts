import { Inject, Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import type { FieldError } from '../../platform/http/form.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Mail } from '../../platform/mail/mail.js';
import { currentContext, runInContext } from '../../platform/request-context.js';
import type { Draft } from '../authoring/drafts.queries.js';
import { DraftsService } from '../authoring/drafts.service.js';
import { coursesPaths } from '../paths.js';
import { DraftPublishingService } from './draft-publishing.service.js';
import { dueInWords, dueProblem } from './publication-plan.rules.js';

const CARRY_OUT = 'courses.publish-planned';
const AGAIN_AFTER_MS = 10_000;

export interface PublicationPlan {
  id: string;
  draftId: string;
  dueAt: Date;
  whatChanged: string | null;
  madeById: string;
  madeBy: string;
  state: 'waiting' | 'published' | 'refused' | 'withdrawn';
  /** Why it was not published when its time came. */
  reasons: string[];
}

const PLAN = `select n.id, n.draft_id as "draftId", n.due_at as "dueAt", n.what_changed as "whatChanged", n.made_by_id as "madeById",
    p.name as "madeBy", n.state, n.reasons
  from course_publication_plan n join person p on p.id = n.made_by_id`;

/** Publishes drafts at a time: what stands in the way is asked again then. */
@Injectable()
export class PublicationPlans implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly drafts: DraftsService,
    private readonly publishing: DraftPublishingService,
    private readonly accounts: AccountsService,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ planId: string }>(CARRY_OUT, ({ planId }) => this.carryOut(planId));
  }

  /** What was planned last for a draft; undefined when nothing ever was. */
  async latest(draftId: string): Promise<PublicationPlan | undefined> {
    const [row] = await this.database.query<PublicationPlan>(
      `${PLAN} where n.draft_id = $1 order by n.id desc limit 1`,
      [draftId],
    );
    return row;
  }

  /** Plans it, in place of what waits. Answers why not, and of which field, when the time will not do; of none when something stands in the way now. */
  async plan(draftId: string, dueAt: Date, whatChanged: string | null, personId: string): Promise<FieldError | null> {
    const problem = dueProblem(dueAt, this.clock.now());
    if (problem !== null) return { field: 'dueOn', message: problem };
    return this.database.transaction(async () => {
      const draft = await this.locked(draftId);
      const { blockers } = await this.publishing.readiness(draft);
      if (blockers.length > 0)
        return { field: '', message: 'Something stands in the way of publishing it: see Review and publish' };
      await this.end(draft.id, 'withdrawn');
      const id = newId();
      await this.database.query(
        `insert into course_publication_plan (id, draft_id, due_at, what_changed, made_at, made_by_id, state, reasons)
         values ($1, $2, $3, $4, $5, $6, 'waiting', '{}')`,
        [id, draft.id, dueAt, whatChanged, this.clock.now(), personId],
      );
      await this.jobs.add(CARRY_OUT, { planId: id }, { key: `${CARRY_OUT}:${id}`, runAt: dueAt });
      await this.record('course_drafts.publication_planned', draft.id, { dueAt: dueAt.toISOString() });
      return null;
    });
  }

  /** It is not to be published at that time any more. Throws NotFoundException when nothing waits. */
  async withdraw(draftId: string): Promise<void> {
    await this.database.transaction(async () => {
      const draft = await this.locked(draftId);
      if (!(await this.end(draft.id, 'withdrawn'))) throw new NotFoundException('No publication of this draft waits.');
      await this.record('course_drafts.publication_withdrawn', draft.id);
    });
  }

  /** Publishes what is due, or keeps why not and tells whoever planned it. Once, however often it is called. */
  async carryOut(planId: string): Promise<void> {
    const [plan] = await this.database.query<PublicationPlan>(`${PLAN} where n.id = $1 and n.state = 'waiting'`, [
      planId,
    ]);
    if (!plan) return;
    const early = plan.dueAt.getTime() - this.clock.now().getTime();
    if (early > 0) {
      // The database's clock is ahead of ours.
      const runAt = new Date(Date.now() + Math.max(early, AGAIN_AFTER_MS));
      await this.jobs.add(CARRY_OUT, { planId }, { key: `${CARRY_OUT}:${planId}`, runAt });
      return;
    }
    // It is theirs who planned it, as if they had pressed the button at that time.
    const requestId = currentContext()?.requestId ?? newId();
    await runInContext({ requestId, actor: { kind: 'person', id: plan.madeById } }, () =>
      this.database.transaction(() => this.publishDue(plan)),
    );
  }

  private async publishDue(plan: PublicationPlan): Promise<void> {
    await this.lock(plan.draftId);
    const draft = await this.drafts.known(plan.draftId);
    // Published meanwhile by hand, or laid aside: nothing is left to do.
    if (draft.state === 'published' || draft.state === 'discarded') {
      await this.end(draft.id, 'withdrawn', [], plan.id);
      return;
    }
    if ((await this.latest(draft.id))?.id !== plan.id) return;
    const mayPublish = (await this.accounts.holding('courses.author')).some(({ id }) => id === plan.madeById);
    const reasons = mayPublish
      ? await this.publish(plan)
      : [`${plan.madeBy}, who planned it, may not publish courses any more.`];
    await this.end(draft.id, reasons.length === 0 ? 'published' : 'refused', reasons, plan.id);
    if (reasons.length > 0) await this.record('course_drafts.publication_refused', draft.id);
    const told = mayPublish ? [{ id: plan.madeById }] : await this.accounts.holding('courses.author');
    for (const { id } of told) await this.tell(id, plan, draft, reasons);
  }

  private async publish(plan: PublicationPlan): Promise<string[]> {
    const outcome = await this.publishing.publish(plan.draftId, plan.whatChanged);
    return 'blockers' in outcome ? outcome.blockers.map(({ text }) => text) : [];
  }

  /** Whoever planned it; where they may not publish any more, everybody who may. */
  private async tell(personId: string, plan: PublicationPlan, draft: Draft, reasons: readonly string[]): Promise<void> {
    const { email } = await this.accounts.details(personId);
    const { publicUrl } = this.config;
    const [subject, text] =
      reasons.length === 0
        ? [
            `Published as planned: ${draft.title}`,
            `the course “${draft.title}” was published as you planned it. Learners under way stay on their version and are offered the new one.\n\n${publicUrl}/courses/${draft.slug}`,
          ]
        : [
            `Not published as planned: ${draft.title}`,
            `the course “${draft.title}” was to be published on ${dueInWords(plan.dueAt)}. It was not: something stands in the way. Learners read the version that was published before.\n\nSee what it is, and put it right:\n${publicUrl}${coursesPaths.review(draft.id)}`,
          ];
    await this.mail.queue({ to: email, subject, text: `Hello,\n\n${text}\n` });
  }

  /** Ends what waits, if it is this one. Answers whether anything did. */
  private async end(
    draftId: string,
    state: 'published' | 'refused' | 'withdrawn',
    reasons: readonly string[] = [],
    planId: string | null = null,
  ): Promise<boolean> {
    const rows = await this.database.query(
      `update course_publication_plan set state = $2, reasons = $3, ended_at = $4
       where draft_id = $1 and state = 'waiting' and ($5::uuid is null or id = $5) returning id`,
      [draftId, state, reasons, this.clock.now(), planId],
    );
    return rows.length > 0;
  }

  private async locked(draftId: string): Promise<Draft> {
    await this.lock((await this.drafts.open(draftId)).id);
    return this.drafts.open(draftId);
  }

  private async lock(draftId: string): Promise<void> {
    await this.database.query('select id from course_draft where id = $1 for update', [draftId]);
  }

  private async record(action: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'course_draft', subjectId: id, details });
  }
}
