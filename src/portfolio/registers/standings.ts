import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import type { FieldError } from '../../platform/http/form.js';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ReflectionsQueries } from '../reflections/reflections.queries.js';
import { creditStanding, creditYear, type Scheme } from './colleges.rules.js';
import { hcpcPeriod, hcpcStanding } from './hcpc.rules.js';
import { nmcPeriod, nmcStanding } from './nmc.rules.js';
import type { Period, Register } from './register.types.js';
import { RegistersService } from './registers.service.js';
import { creditsView } from './colleges.view.js';
import { hcpcView } from './hcpc.view.js';
import { nmcView } from './nmc.view.js';
import type { RegisterView } from './register.view.js';

/** What was sent with a form that has to be put right. */
export interface Sent {
  scheme?: Scheme;
  errors?: FieldError[];
  /** What was typed into the form of the date, or of a time away. */
  date?: Record<string, string>;
  absence?: Record<string, string>;
}

/** The time of a portfolio that a register looks at. */
export function periodOf(register: Register, date: CivilDate | null, today: CivilDate): Period {
  const periods: Record<Register, typeof nmcPeriod> = { nmc: nmcPeriod, gmc: creditYear, hcpc: hcpcPeriod };
  return periods[register](date, today);
}

/** How one person's portfolio stands against what a register asks. Four statements at most, however much stands in it. */
@Injectable()
export class Standings {
  constructor(
    private readonly registers: RegistersService,
    private readonly activities: ActivitiesQueries,
    private readonly reflections: ReflectionsQueries,
    private readonly clock: Clock,
  ) {}

  async view(personId: string, register: Register, sent: Sent = {}): Promise<RegisterView> {
    const today = this.clock.today();
    const date = (await this.registers.dates(personId))[register] ?? null;
    const shown = { date, today, typed: sent.date ?? null, errors: sent.errors ?? [] };
    const period = periodOf(register, date, today);
    if (register === 'nmc') {
      const [activities, reflections] = await Promise.all([
        this.activities.counted(personId, period),
        this.reflections.counted(personId, period),
      ]);
      return nmcView(nmcStanding(activities, reflections, period), shown);
    }
    if (register === 'gmc') {
      const activities = await this.activities.counted(personId, period);
      return creditsView(creditStanding(activities, period, sent.scheme ?? 'general'), shown);
    }
    const [activities, absences] = await Promise.all([
      this.activities.counted(personId, period),
      this.registers.absences(personId),
    ]);
    const standing = hcpcStanding(activities, absences, period, today);
    return hcpcView(standing, absences, { ...shown, absence: sent.absence ?? null });
  }
}
