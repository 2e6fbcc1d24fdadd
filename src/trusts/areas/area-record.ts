import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { Nation, OrganisationFilter, OrganisationSummary } from '../../organisations/organisations.types.js';
import type { StandingReply } from '../../partnerships/partnerships.types.js';
import { RepliesService } from '../../partnerships/replies.service.js';
import { FactsService } from '../../policies/facts.service.js';
import type { PolicyDocument, PolicyProfile, PolicyQuestion } from '../../policies/policies.types.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { AreasQueries, type ListedArea } from './areas.queries.js';

/** Every organisation of the United Kingdom fits. */
const MOST_ORGANISATIONS = 500;

/** One organisation of an area with all that the area's pages say of it. */
export interface OrganisationInArea {
  organisation: OrganisationSummary;
  profile: PolicyProfile | null;
  documents: PolicyDocument[];
  reply: StandingReply | undefined;
}

/** All that the pages of an area show. */
export interface AreaRecord {
  area: ListedArea;
  /** What the area lies in, the largest first. */
  around: ListedArea[];
  /** What lies in it. */
  within: ListedArea[];
  /** Open ones that exist, by name. */
  organisations: OrganisationInArea[];
  questions: PolicyQuestion[];
}

/** Gathers what is known of the organisations of an area, in the same number of statements whatever its size. */
@Injectable()
export class AreaRecords {
  constructor(
    private readonly areas: AreasQueries,
    private readonly organisations: OrganisationsService,
    private readonly profiles: ProfilesService,
    private readonly facts: FactsService,
    private readonly replies: RepliesService,
    private readonly questions: QuestionsService,
  ) {}

  /** By the code of a nation, a region or an ICB, capitals or not. Undefined when there is no such area. */
  async byCode(code: string): Promise<AreaRecord | undefined> {
    const areas = await this.areas.all(code);
    const area = areas.find((one) => one.code.toLowerCase() === code.toLowerCase());
    if (!area) return undefined;
    const filter: OrganisationFilter = { ...filterOf(area), status: 'open', fictional: false };
    const [{ organisations }, questions] = await Promise.all([
      this.organisations.list(filter, { limit: MOST_ORGANISATIONS }),
      this.questions.all(),
    ]);
    const ids = organisations.map(({ id }) => id);
    const [profiles, documents, replies] = await Promise.all([
      this.profiles.currentOf(ids),
      this.facts.documentsOf(ids),
      this.replies.standing(ids),
    ]);
    return {
      area,
      around: around(area, areas),
      within: areas.filter(({ parent, closedOn }) => parent === area.code && closedOn === null),
      organisations: organisations.map((organisation) => ({
        organisation,
        profile: profiles.get(organisation.id) ?? null,
        documents: documents.get(organisation.id) ?? [],
        reply: replies.get(organisation.id),
      })),
      questions: questions.filter(({ retired }) => !retired),
    };
  }
}

/** The filter of the directory that an area stands for. */
export function filterOf({ kind, code }: Pick<ListedArea, 'kind' | 'code'>): OrganisationFilter {
  if (kind === 'nation') return { nation: code as Nation };
  return kind === 'region' ? { regionCode: code } : { icbCode: code };
}

function around(area: ListedArea, areas: readonly ListedArea[]): ListedArea[] {
  const parent = areas.find(({ code }) => code === area.parent);
  return parent ? [...around(parent, areas), parent] : [];
}
