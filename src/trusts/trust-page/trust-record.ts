import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { OrganisationSummary, SuccessionLink } from '../../organisations/organisations.types.js';
import { type CivilDate, endOfLondonDay } from '../../platform/civil-date.rules.js';
import { FactsService } from '../../policies/facts.service.js';
import type { PolicyDocument, PolicyProfile, RecordedFact } from '../../policies/policies.types.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { RequestsService } from '../../policies/requests.service.js';
import type { PolicyRequest } from '../../policies/requests.types.js';
import { LATEST } from './history.view.js';

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

/** What stands beside what is known: how it came to be known, and what was asked. */
export interface BesideTrust {
  /** The latest revisions of the profile, the newest first, and one more. */
  history: PolicyProfile[];
  requests: PolicyRequest[];
}

/** Gathers what is known about one organisation. */
@Injectable()
export class TrustRecords {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly facts: FactsService,
    private readonly questions: QuestionsService,
    private readonly requests: RequestsService,
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

  /** What was known at the end of a London day. What was not verified then is not in it. */
  async asOf(
    organisationId: string,
    on: CivilDate,
  ): Promise<{ profile: PolicyProfile | null; documents: PolicyDocument[] }> {
    const end = endOfLondonDay(on);
    const [profile, documents] = await Promise.all([
      this.profiles.asOf(organisationId, end),
      this.facts.documentsAsOf(organisationId, end),
    ]);
    return { profile, documents };
  }

  async beside(organisationId: string): Promise<BesideTrust> {
    const [history, requests] = await Promise.all([
      this.profiles.history(organisationId, { before: null, limit: LATEST + 1 }),
      this.requests.ofOrganisation(organisationId),
    ]);
    return { history, requests };
  }

  /** A page of the revisions, the newest first. Undefined when there is no such organisation. */
  async history(
    address: string,
    page: { before: number | null; limit: number },
  ): Promise<{ organisation: OrganisationSummary; history: PolicyProfile[]; asked: string[] } | undefined> {
    const organisation = await this.organisations.byAddress(address);
    if (!organisation) return undefined;
    const [history, questions] = await Promise.all([
      this.profiles.history(organisation.id, page),
      this.questions.all(),
    ]);
    return { organisation, history, asked: questions.map(({ key }) => key) };
  }
}
