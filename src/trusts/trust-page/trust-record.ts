import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary, SuccessionLink } from '../../organisations/organisations.types.js';
import { FactsService } from '../../policies/facts.service.js';
import type { PolicyDocument, PolicyProfile, RecordedFact } from '../../policies/policies.types.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { QuestionsService } from '../../policies/questions.service.js';

/** All that the public page of an organisation shows. */
export interface TrustRecord {
  organisation: OrganisationSummary;
  profile: PolicyProfile | null;
  /** Everything recorded about it, verified or not. */
  facts: RecordedFact[];
  documents: PolicyDocument[];
  predecessors: SuccessionLink[];
  /** Keys of the questions that are asked today, in the order of the catalogue. */
  asked: string[];
  otherNames: { name: string; kind: string; until: string | null }[];
}

/** Gathers what is known about one organisation. */
@Injectable()
export class TrustRecords {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly facts: FactsService,
    private readonly questions: QuestionsService,
  ) {}

  /** By what stands in an address: ODS code, GSS code or slug. Undefined when the directory holds none. */
  async byAddress(address: string): Promise<TrustRecord | undefined> {
    const organisation = await this.organisations.byAddress(address);
    if (!organisation) return undefined;
    const { id } = organisation;
    const [profile, facts, documents, predecessors, otherNames, questions] = await Promise.all([
      this.profiles.current(id),
      this.facts.ofOrganisation(id),
      this.facts.documents(id),
      this.organisations.predecessors(id),
      this.organisations.otherNames(id),
      this.questions.all(),
    ]);
    const asked = questions.filter(({ retired }) => !retired).map(({ key }) => key);
    return { organisation, profile, facts, documents, predecessors, otherNames, asked };
  }
}
