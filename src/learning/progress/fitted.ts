import { professionName, workplaceKindName } from '../../accounts/account-words.rules.js';
import type { CurrentWorkplace, Profession } from '../../accounts/accounts.types.js';
import { accountsPaths } from '../../accounts/paths.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import type { LearnerRow } from './learner.queries.js';

/** What lessons are fitted to, for views/learning/fitted.hbs. */
export interface Fitted {
  /** Null when the learner has not said where they work. */
  workplace: string | null;
  fictional: boolean;
  nation: string | null;
  profession: string | null;
  closedOn: string | null;
  changeHref: string;
}

type Place = Pick<LearnerRow, 'workplaceKind' | 'workplaceName' | 'nation' | 'fictional' | 'closedOn'>;

/** In words, for the learner. `profession` null leaves it out. */
export function fittedTo(place: Place, profession: Profession | null): Fitted {
  return {
    workplace: place.workplaceName ?? (place.workplaceKind === null ? null : workplaceKindName(place.workplaceKind)),
    fictional: place.fictional,
    nation: place.nation === null ? null : nationName(place.nation),
    profession: profession === null ? null : professionName(profession),
    closedOn: place.closedOn,
    changeHref: place.nation === null ? accountsPaths.newWorkplace() : accountsPaths.workplaces(),
  };
}

/** The same from a workplace that stands by itself. */
export function fittedToWorkplace(workplace: CurrentWorkplace | null): Fitted {
  const place = {
    workplaceKind: workplace?.kind ?? null,
    workplaceName: workplace?.name ?? null,
    nation: workplace?.nation ?? null,
    fictional: false,
    closedOn: null,
  };
  return fittedTo(place, null);
}
