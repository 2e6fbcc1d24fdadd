import { Injectable } from '@nestjs/common';
import { FactsQueries } from './facts/facts.queries.js';
import type { PolicyDocument, RecordedFact } from './policies.types.js';

/** What is recorded about an organisation's policies. */
@Injectable()
export class FactsService {
  constructor(private readonly queries: FactsQueries) {}

  /** Everything that stands today, verified or not, in the order of the catalogue. */
  ofOrganisation(organisationId: string): Promise<RecordedFact[]> {
    return this.queries.ofOrganisations([organisationId]);
  }

  /** The documents that are known of it, the newest first. */
  documents(organisationId: string): Promise<PolicyDocument[]> {
    return this.queries.documents(organisationId);
  }

  /** The documents that were known of it at an instant, as they were read then. */
  documentsAsOf(organisationId: string, instant: Date): Promise<PolicyDocument[]> {
    return this.queries.documentsAsOf(organisationId, instant);
  }

  /** The documents of several, by organisation; ones without any are missing. */
  async documentsOf(organisationIds: readonly string[]): Promise<Map<string, PolicyDocument[]>> {
    return Map.groupBy(await this.queries.documentsOf(organisationIds), ({ organisationId }) => organisationId);
  }
}
