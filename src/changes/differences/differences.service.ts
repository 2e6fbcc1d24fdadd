import { Injectable } from '@nestjs/common';
import { CertificateAddendaService } from '../../certificates/certificate-addenda.service.js';
import type { AddendumAnswer } from '../../certificates/certificates.types.js';
import { CoursesService } from '../../courses/courses.service.js';
import { RenewalsService } from '../../learning/renewals.service.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { Seals } from '../../platform/http/seals.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { NewWorkplaceDiffers } from '../changes.events.js';
import { type Composition, DifferencesComposer } from './composer.js';
import { DifferencesQueries } from './differences.queries.js';
import { type DifferentQuestion, differs } from './differences.rules.js';

export const COMPARE_JOB = 'changes.compare';
const PURPOSE = 'differences-shown';
const PART_PURPOSE = 'different-lesson-shown';

/** Brings what somebody learned up to date with where they work. */
@Injectable()
export class DifferencesService {
  constructor(
    private readonly database: Database,
    private readonly queries: DifferencesQueries,
    private readonly composer: DifferencesComposer,
    private readonly addenda: CertificateAddendaService,
    private readonly courses: CoursesService,
    private readonly renewals: RenewalsService,
    private readonly seals: Seals,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Notes, in the transaction in which somebody changes their workplace, that what they learned has to be compared. */
  async note(personId: string, workplaceId: string): Promise<void> {
    if (await this.queries.holdsAny(personId))
      await this.jobs.add(COMPARE_JOB, { personId, workplaceId }, { key: `${COMPARE_JOB} ${personId}` });
  }

  /** Tells whoever listens, when something that the person learned differs where they work now. Repeatable. */
  async compare(personId: string, workplaceId: string): Promise<void> {
    const all = (await this.composer.compose(personId, null)) ?? [];
    const numbers = all
      .filter(
        ({ cause, differences, context }) =>
          cause?.kind === 'moved' && context.workplaceId === workplaceId && differs(differences),
      )
      .map(({ held }) => held.number);
    if (numbers.length > 0)
      await this.database.transaction(() =>
        this.events.publish(new NewWorkplaceDiffers(personId, workplaceId, numbers)),
      );
  }

  /** Begins the course of the certificate anew. Answers the enrolment. */
  async takeAgain(personId: string, { held }: Composition): Promise<{ id: string; isNew: boolean }> {
    const { slug } = await this.courses.version(held.courseVersionId);
    return this.renewals.renew(personId, slug, null);
  }

  /** For the hidden field of the form: what is recorded is what was shown. */
  seal({ held, digest }: Composition): string {
    return this.seals.seal(PURPOSE, [held.number, digest]);
  }

  /** Whether the form shows this very composition. */
  isOf({ held, digest }: Composition, sealed: unknown): boolean {
    return JSON.stringify(this.seals.open(PURPOSE, sealed)) === JSON.stringify([held.number, digest]);
  }

  /** Which lessons of it were read, by their place; all of what is read on one page. */
  async read({ held, parts }: Composition): Promise<boolean[]> {
    if (parts.length === 0) return [];
    const read = await this.queries.readParts(held.enrolmentId);
    return parts.map((digest) => read.has(digest));
  }

  /** For the hidden field of the form of one lesson (its place, from 0). */
  sealPart({ held, parts }: Composition, place: number): string {
    return this.seals.seal(PART_PURPOSE, [held.number, parts[place]]);
  }

  /** Notes that the lesson was read as it stands now; a second time changes nothing. Answers false where it stands otherwise by now. */
  async readPart({ held, parts }: Composition, sealed: unknown): Promise<boolean> {
    const opened = this.seals.open(PART_PURPOSE, sealed);
    const digest = parts.find((each) => JSON.stringify(opened) === JSON.stringify([held.number, each]));
    if (digest === undefined) return false;
    await this.database.query(
      'insert into difference_read (enrolment_id, digest, read_at) values ($1, $2, $3) on conflict do nothing',
      [held.enrolmentId, digest, this.clock.now()],
    );
    return true;
  }

  /** Records it as an addendum, with an answer (the id of an option) to each of its questions, by the question's id. */
  async record(composition: Composition, answers: ReadonlyMap<string, string>): Promise<void> {
    const { held, context, number, from, to, minutes, references, differences } = composition;
    await this.database.transaction(async () => {
      await this.database.query('delete from difference_read where enrolment_id = $1', [held.enrolmentId]);
      await this.addenda.record(held, {
        number,
        context,
        content: {
          from,
          to,
          minutes,
          lessons: differences.lessons.map(({ title, passages }) => ({
            title,
            passages: passages.map(({ beforeHtml, afterHtml }) => ({ beforeHtml, afterHtml })),
          })),
          answers: differences.questions.map((question) => marked(question, answers.get(question.id))),
          references,
        },
      });
    });
  }
}

function marked({ stemHtml, options }: DifferentQuestion, answer: string | undefined): AddendumAnswer {
  const chosen = options.find(({ id }) => id === answer);
  if (!chosen) throw new Error('An addendum is recorded with an answer to every question.');
  return {
    stemHtml,
    chosenHtml: chosen.html,
    feedbackHtml: chosen.feedbackHtml,
    right: chosen.correct,
    rightHtml: options.find(({ correct }) => correct)?.html ?? '',
  };
}
