import { Injectable, NotFoundException } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Clock } from '../../platform/clock.js';
import { FactsService } from '../../policies/facts.service.js';
import { type Gap, gapsOf } from '../../policies/gaps.rules.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import { ProfilesService } from '../../policies/profiles.service.js';

/** A Trust with what is known of it and what that leaves open. */
export interface PartnerRecord {
  organisation: OrganisationSummary;
  profile: PolicyProfile | null;
  gaps: Gap[];
}

/** Reads one Trust for those who work with it. */
@Injectable()
export class PartnerRecords {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly facts: FactsService,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFoundException when the directory has no such code. */
  async organisation(code: string): Promise<OrganisationSummary> {
    const organisation = await this.organisations.byAddress(code);
    if (!organisation) throw new NotFoundException('There is no Trust or health board with this code.');
    return organisation;
  }

  async of(organisation: OrganisationSummary): Promise<PartnerRecord> {
    const profile = await this.profiles.current(organisation.id);
    const documents = profile ? await this.facts.documents(organisation.id) : [];
    return { organisation, profile, gaps: profile ? gapsOf(profile, this.clock.today(), documents) : [] };
  }
}
