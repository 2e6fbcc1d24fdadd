import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { RegisterQuery } from './register.form.js';
import type { RegisterFilter, Shown } from './register.queries.js';

/** As many as the directory gives at once; there are fewer bodies. */
const MOST_BODIES = 500;

/** Turns what was asked of a list into what the register understands; a text is searched for in the directory. */
@Injectable()
export class RegisterFilters {
  constructor(private readonly organisations: OrganisationsService) {}

  async of(query: Omit<RegisterQuery, 'sort' | 'page'>): Promise<RegisterFilter> {
    return {
      ...(query.show && { show: query.show as Shown }),
      ...(query.nation && { nation: query.nation }),
      ...(query.region && { region: query.region }),
      ...(query.icb && { icb: query.icb }),
      ...(query.sector && { sector: query.sector }),
      ...(query.exemption && { exemption: query.exemption }),
      ...(query.q && { organisationIds: await this.found(query.q) }),
    };
  }

  private async found(text: string): Promise<string[]> {
    const { organisations } = await this.organisations.list({ text }, { limit: MOST_BODIES });
    return organisations.map(({ id }) => id);
  }
}
