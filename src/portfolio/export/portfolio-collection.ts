import { Injectable } from '@nestjs/common';
import { professionName, registrationBodyName } from '../../accounts/account-words.rules.js';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Profession } from '../../accounts/accounts.types.js';
import { Clock } from '../../platform/clock.js';
import { ActivitiesQueries, type ExportedActivity } from '../activities/activities.queries.js';
import type { Reflection } from '../portfolio.types.js';
import { ReflectionsQueries } from '../reflections/reflections.queries.js';
import { isWithin } from '../registers/period.rules.js';
import type { Period, Register } from '../registers/register.types.js';
import { RegistersService } from '../registers/registers.service.js';
import type { RegisterView } from '../registers/register.view.js';
import { periodOf, Standings } from '../registers/standings.js';
import { type Audience, audiences } from './export.types.js';
import type { PortfolioOnPaper } from './portfolio-text.rules.js';

/** More than anybody has in all their years; a document of them has some hundred pages. */
export const MOST_ENTRIES = 2000;
const MOST_ACCOUNTS = 500;
const AT_ONCE = 500;

const registerOf: Record<Audience, Register | null> = { nmc: 'nmc', gmc: 'gmc', rcp: 'gmc', hcpc: 'hcpc', all: null };
const headings: Record<Audience, string> = {
  nmc: 'Record of CPD and reflective accounts for NMC revalidation',
  gmc: 'Record of CPD',
  rcp: 'Record of CPD in credits',
  hcpc: 'Record of continuing professional development for HCPC',
  all: 'Portfolio',
};
const likely: Partial<Record<Profession, Audience>> = {
  nurse: 'nmc',
  midwife: 'nmc',
  doctor: 'gmc',
  paramedic: 'hcpc',
  ahp: 'hcpc',
};

/** Brings together what one person takes along of their own portfolio. */
@Injectable()
export class PortfolioCollection {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly reflections: ReflectionsQueries,
    private readonly registers: RegistersService,
    private readonly standings: Standings,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** The time that each audience looks at; null for all. */
  async periods(personId: string): Promise<Record<Audience, Period | null>> {
    const dates = await this.registers.dates(personId);
    const today = this.clock.today();
    const entries = audiences.map((audience) => {
      const register = registerOf[audience];
      return [audience, register && periodOf(register, dates[register] ?? null, today)] as const;
    });
    return Object.fromEntries(entries) as Record<Audience, Period | null>;
  }

  /** For whom somebody most likely takes it along. */
  async likelyAudience(personId: string): Promise<Audience> {
    const { profession } = await this.accounts.details(personId);
    return likely[profession] ?? 'all';
  }

  /** All that stands on paper, in a fixed number of statements. */
  async onPaper(personId: string, audience: Audience): Promise<PortfolioOnPaper> {
    const register = registerOf[audience];
    const period = (await this.periods(personId))[audience];
    const [person, activities, reflections, absences, standing] = await Promise.all([
      this.accounts.details(personId),
      this.activities.exported(personId, period, null, MOST_ENTRIES + 1),
      this.reflections.exported(personId, period, MOST_ACCOUNTS),
      this.registers.absences(personId),
      register && this.standings.view(personId, register, { scheme: audience === 'rcp' ? 'rcp' : 'general' }),
    ]);
    const { registrationBody: body, registrationNumber: number } = person;
    const isHcpc = audience === 'hcpc' || audience === 'all';
    return {
      audience,
      heading: headings[audience],
      holder: {
        name: person.name,
        profession: professionName(person.profession),
        registration: number && [body && registrationBodyName(body), number].filter(Boolean).join(' '),
      },
      period,
      takenOn: this.clock.today(),
      activities: activities.slice(0, MOST_ENTRIES),
      cut: activities.length > MOST_ENTRIES,
      reflections,
      absences: isHcpc
        ? absences.filter(({ from, to }) => period === null || isWithin(from, period) || isWithin(to, period)).reverse()
        : [],
      summary: standing === null ? [] : summaryOf(standing),
      notes: standing?.limits ?? [],
    };
  }

  /** Entry by entry, the oldest first, read a few hundred at a time. */
  async *activitiesOf(personId: string, period: Period | null): AsyncGenerator<ExportedActivity> {
    let after: ExportedActivity | null = null;
    do {
      const some: ExportedActivity[] = await this.activities.exported(personId, period, after, AT_ONCE);
      yield* some;
      after = some.length === AT_ONCE ? (some.at(-1) ?? null) : null;
    } while (after !== null);
  }

  async *reflectionsOf(personId: string, period: Period | null): AsyncGenerator<Reflection> {
    yield* await this.reflections.exported(personId, period, MOST_ACCOUNTS);
  }
}

/** What is asked with what is there, and the parts of it, as the register's page has them. */
function summaryOf({ lines, breakdown }: RegisterView): { label: string; value: string }[] {
  return [
    ...lines.map(({ what, have, need }) => ({ label: `${what} (${need} asked)`, value: have })),
    ...(breakdown?.rows ?? []).map(([label, value, more]) => ({
      label: `${breakdown?.columns[0] ?? ''}: ${label}`,
      value: more === null ? value : `${value} (${more})`,
    })),
  ];
}
