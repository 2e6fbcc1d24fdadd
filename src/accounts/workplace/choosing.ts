import { Injectable } from '@nestjs/common';
import { nationName, shortIcbName } from '../../organisations/organisation-words.rules.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { nations, type OrganisationSummary } from '../../organisations/organisations.types.js';
import { type FieldError, parseForm } from '../../platform/http/form.js';
import { workplaceKindName } from '../account-words.rules.js';
import type { Place } from '../accounts.types.js';
import type { ElsewhereView, SuccessorsView, WorkplaceChoice, WorkplaceSearchView } from './choosing.view.js';
import { elsewhereForm, elsewhereKinds } from './elsewhere.form.js';

/** What stands in the address for a workplace that is not in the directory. */
const ELSEWHERE = 'elsewhere';
const FOUND_AT_ONCE = 12;

/** What was asked, as it stands in the address. */
export interface ChoiceQuery {
  workplace?: unknown;
  text?: unknown;
}

/** The page on which the choice is made, with its steps in the address: works without scripts, and with the back button. */
type Address = (query: { workplace?: string; text?: string }) => string;

/** How people say where they work, when they register and later: find it in the directory, or say what it is. */
@Injectable()
export class ChoosingWorkplace {
  constructor(private readonly organisations: OrganisationsService) {}

  /** The step that the address asks for. A code that is nobody's leads back to the search. */
  async step(query: ChoiceQuery, address: Address): Promise<WorkplaceChoice> {
    const { workplace } = query;
    if (workplace === ELSEWHERE) return { step: 'elsewhere', elsewhere: await this.elsewhere() };
    const organisation = typeof workplace === 'string' ? await this.organisations.byAddress(workplace) : undefined;
    if (!organisation) return { step: 'search', search: await this.search(query.text, address) };
    if (organisation.closedOn !== null) return { step: 'successors', closed: closedView(organisation, address) };
    const { code, name, fictional } = organisation;
    return { step: 'organisation', organisation: { code, name, fictional } };
  }

  /** Reads the chosen workplace from a submitted form. */
  async read(body: unknown): Promise<{ ok: true; place: Place } | { ok: false; errors: FieldError[] }> {
    const { workplace } = (body ?? {}) as { workplace?: unknown };
    if (workplace === ELSEWHERE) {
      const parsed = parseForm(elsewhereForm(await this.areas()), body);
      return parsed.ok ? { ok: true, place: parsed.values } : parsed;
    }
    const organisation = typeof workplace === 'string' ? await this.organisations.byAddress(workplace) : undefined;
    if (!organisation) return refused('Choose where you work');
    if (organisation.closedOn !== null) return refused(`${organisation.name} has closed. Choose where you work now`);
    return { ok: true, place: { kind: 'organisation', organisationId: organisation.id, nation: organisation.nation } };
  }

  private async search(asked: unknown, address: Address): Promise<WorkplaceSearchView> {
    const text = typeof asked === 'string' ? asked.trim().slice(0, 200) : '';
    const { total, organisations } =
      text === '' ? { total: 0, organisations: [] } : await this.organisations.list({ text }, { limit: FOUND_AT_ONCE });
    return {
      action: address({}),
      next: null,
      text: text === '' ? null : text,
      errors:
        typeof asked === 'string' && text === '' ? [{ field: 'text', message: 'Enter a name, a town or a code' }] : [],
      searched: text !== '',
      total,
      found: organisations.map((one) => ({
        name: one.name,
        href: address({ workplace: one.code }),
        place: [one.town, nationName(one.nation)].filter(Boolean).join(', '),
        fictional: one.fictional,
        closed: one.closedOn !== null,
      })),
      elsewhereHref: address({ workplace: ELSEWHERE }),
    };
  }

  private async elsewhere(): Promise<ElsewhereView> {
    const { regions, icbs } = await this.areas();
    return {
      kinds: elsewhereKinds.map((kind) => ({ value: kind, text: workplaceKindName(kind) })),
      nations: nations.map((nation) => ({ value: nation, text: nationName(nation) })),
      areas: [
        ...regions.map((area) => ({ value: area.code, text: `${area.name} (the whole region)` })),
        ...icbs.map((area) => ({ value: area.code, text: shortIcbName(area.name) })),
      ],
    };
  }

  private async areas() {
    const [regions, icbs] = await Promise.all([this.organisations.regions(), this.organisations.icbs()]);
    return { regions, icbs };
  }
}

function closedView(organisation: OrganisationSummary, address: Address): SuccessorsView {
  const successors = organisation.successors.map((one) => ({
    name: one.name,
    href: address({ workplace: one.code }),
  }));
  return {
    name: organisation.name,
    closedOn: organisation.closedOn ?? '',
    several: successors.length > 1,
    successors,
    searchHref: address({}),
    elsewhereHref: address({ workplace: ELSEWHERE }),
  };
}

function refused(message: string): { ok: false; errors: FieldError[] } {
  return { ok: false, errors: [{ field: '', message }] };
}
