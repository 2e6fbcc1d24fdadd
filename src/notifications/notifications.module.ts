import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CertificatesIssued } from '../certificates/certificates.events.js';
import { ChangesModule } from '../changes/changes.module.js';
import { NewWorkplaceDiffers, PolicyChangeDecided } from '../changes/changes.events.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CourseReopened, CourseRetired } from '../courses/courses.events.js';
import { CoursesModule } from '../courses/courses.module.js';
import { AttemptsCorrected } from '../learning/learning.events.js';
import { Clock } from '../platform/clock.js';
import { Events } from '../platform/events.js';
import { Holdings } from '../platform/holdings/holdings.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { MailRefused } from '../platform/mail/mail-refused.js';
import { ChangeNoticesService } from './change-notices.service.js';
import { CourseNoticesService } from './course-notices.service.js';
import { ChoiceEntity } from './choosing/choice.entity.js';
import { ChoicesService } from './choosing/choices.service.js';
import { OwnMailController } from './choosing/own-mail.controller.js';
import { UnsubscribeController } from './choosing/unsubscribe.controller.js';
import { LogQueries } from './log/log.queries.js';
import { MailLogController } from './log/mail-log.controller.js';
import { MailReturnsService } from './mail-returns.service.js';
import { RemindersService } from './reminders.service.js';
import { MailReturnEntity } from './returns/return.entity.js';
import { NotificationEntity } from './telling/notification.entity.js';
import { NotificationErasure } from './own-data/notification-erasure.js';
import { notificationHoldings } from './own-data/notification-holdings.js';
import { RemindersQueries } from './telling/reminders.queries.js';
import { Telling } from './telling/telling.js';

const BEGIN_JOB = 'notifications.begin';
const REMIND_JOB = 'notifications.remind';
const CERTIFICATES_JOB = 'notifications.certificates';
const RETIRED_JOB = 'notifications.retired';
const REOPENED_JOB = 'notifications.reopened';
const POLICY_JOB = 'notifications.policy';
/** In UTC: outside quiet hours in summer and in winter. */
const EVERY_MORNING = '35 8 * * *';

/** Keeping in touch: tells people what is due, what was issued and what is new, once, as they choose. */
@Module({
  imports: [
    AccountsModule,
    ChangesModule,
    CoursesModule,
    TypeOrmModule.forFeature([NotificationEntity, ChoiceEntity, MailReturnEntity]),
  ],
  controllers: [OwnMailController, UnsubscribeController, MailLogController],
  providers: [
    NotificationErasure,
    RemindersService,
    ChangeNoticesService,
    CourseNoticesService,
    RemindersQueries,
    Telling,
    ChoicesService,
    MailReturnsService,
    LogQueries,
  ],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly reminders: RemindersService,
    private readonly changes: ChangeNoticesService,
    private readonly courses: CourseNoticesService,
    private readonly returns: MailReturnsService,
    private readonly clock: Clock,
    private readonly holdings: Holdings,
    private readonly erasure: NotificationErasure,
  ) {}

  onModuleInit(): void {
    this.holdings.register({
      order: 50,
      held: notificationHoldings,
      erase: (personId) => this.erasure.erase(personId),
    });
    // What recurs is tried once; the run itself is taken up again after a crash.
    this.jobs.handle(BEGIN_JOB, () => this.jobs.add(REMIND_JOB, {}, { key: `${REMIND_JOB} ${this.clock.today()}` }));
    this.jobs.handle(REMIND_JOB, async () => {
      await this.reminders.remindAll();
    });
    this.jobs.handle<{ certificateIds: string[] }>(CERTIFICATES_JOB, ({ certificateIds }) =>
      this.reminders.tellHolders(certificateIds),
    );
    this.jobs.handle<{ impactId: string }>(POLICY_JOB, ({ impactId }) => this.changes.tellOfPolicy(impactId));
    this.jobs.handle<{ retirementId: string }>(RETIRED_JOB, ({ retirementId }) =>
      this.courses.tellOfRetirement(retirementId),
    );
    this.jobs.handle<{ retirementId: string }>(REOPENED_JOB, ({ retirementId }) =>
      this.courses.tellOfReopening(retirementId),
    );
    this.jobs.recur(BEGIN_JOB, EVERY_MORNING);
    this.events.on(MailRefused, async ({ messageId, code }) => {
      await this.returns.record({ messageId, kind: 'refused', code: String(code) });
    });
    this.events.on(PolicyChangeDecided, ({ impactId }) => this.jobs.add(POLICY_JOB, { impactId }));
    this.events.on(CourseRetired, ({ retirementId }) => this.jobs.add(RETIRED_JOB, { retirementId }));
    this.events.on(CourseReopened, ({ retirementId }) => this.jobs.add(REOPENED_JOB, { retirementId }));
    this.events.on(NewWorkplaceDiffers, ({ personId, workplaceId, certificateNumbers }) =>
      this.changes.tellOfMove(personId, workplaceId, certificateNumbers.length),
    );
    this.events.on(AttemptsCorrected, (corrected) => this.changes.tellOfCorrection(corrected));
    this.events.on(CertificatesIssued, ({ certificateIds }) => this.jobs.add(CERTIFICATES_JOB, { certificateIds }));
  }
}
