import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';

/** Says whose figures a page shows when they were asked for by the code of a Trust. */
@Injectable()
export class WhomInWords {
  constructor(private readonly organisations: OrganisationsService) {}

  /** Null when they are those of everyone. */
  async of(code: string): Promise<string | null> {
    if (code === '') return null;
    const organisation = await this.organisations.byAddress(code);
    return organisation
      ? `Of those who work at ${organisation.name}.`
      : `There is no Trust or health board with the code ${code}, so these are the figures of nobody.`;
  }
}
