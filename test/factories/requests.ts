import type { Campaign, RequestChanges } from '../../src/policies/requests.types.js';
import { RequestsService } from '../../src/policies/requests.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import type { TestApp } from '../support/test-app.js';

/** A campaign with a request to each body, by its code. Needs an app with the sample data. */
export async function aCampaign(
  app: TestApp,
  name: string,
  requests: Record<string, RequestChanges> = {},
): Promise<{ campaign: Campaign; requestTo: Record<string, string>; organisation: Record<string, string> }> {
  const service = app.get<RequestsService>(RequestsService);
  const codes = Object.keys(requests);
  const found = await app.get<OrganisationsService>(OrganisationsService).byCodes(codes);
  const organisation = Object.fromEntries(codes.map((code) => [code, found.get(code)?.id ?? '']));
  const { campaign } = await service.start({ name });
  const wanted = codes.map((code) => ({ organisationId: organisation[code] ?? '', ...requests[code] }));
  const outcomes = new Map(
    (await service.putAll(campaign.id, wanted)).map((outcome) => [outcome.organisationId, outcome.requestId]),
  );
  const requestTo = Object.fromEntries(codes.map((code) => [code, outcomes.get(organisation[code] ?? '') ?? '']));
  return { campaign, requestTo, organisation };
}
