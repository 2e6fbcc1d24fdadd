import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { CivilDate } from '../platform/civil-date.rules.js';
import { Database } from '../platform/database/database.js';
import { FactsWriter } from './facts/facts-writer.js';
import type { FactToWrite } from './import/facts-import.types.js';
import type { AnswerState } from './policies.types.js';
import { ProfileRevisions } from './profiles/profile-revisions.js';

/** What a Trust can say of itself "still so" to: an answer, or that there is none. */
export const confirmableStates: readonly AnswerState[] = ['stated', 'partial', 'absent', 'not_held'];

const CONFIRMATION = 'confirmed';

/** The Trust itself says of facts about it: still so on this date. */
@Injectable()
export class ConfirmationsService {
  constructor(
    private readonly database: Database,
    private readonly writer: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes for each fact one of the standing `confirmed`, of that day. It counts as verified: the Trust compared what we
   * read with its own policy, and whoever recorded the fact was one of us, so the verifier is not the extractor. A
   * confirmation is a source of its own and supersedes an earlier confirmation of the same fact; the reading that was
   * confirmed stays, so that the same file imported again finds it unchanged and undoes nothing.
   * Answers the new fact's id for each; facts that no longer stand, or are not this organisation's, are missing.
   */
  async confirm(organisationId: string, factIds: readonly string[], on: CivilDate): Promise<Map<string, string>> {
    if (factIds.length === 0) return new Map();
    return this.database.transaction(async () => {
      await this.database.lock('policy-facts');
      const stored = await this.writer.stored([organisationId]);
      const confirmed = [...stored.facts.values()]
        .filter((fact) => factIds.includes(fact.id) && (confirmableStates as readonly string[]).includes(fact.state))
        .map((fact) => ({ factId: fact.id, fact: asConfirmed(fact, on) }));
      const changed = confirmed.filter(({ fact }) => stored.facts.get(fact.lineage)?.agesFrom !== on);
      await this.writer.write(
        [],
        changed.map(({ fact }) => fact),
        stored,
      );
      const now = await this.writer.stored([organisationId]);
      const made = new Map(confirmed.map(({ factId, fact }) => [factId, now.facts.get(fact.lineage)?.id ?? '']));
      for (const [factId, madeId] of made)
        await this.audit.record({
          action: 'facts.confirmed',
          subjectKind: 'policy_fact',
          subjectId: madeId,
          details: { of: factId, on },
        });
      await this.profiles.revise([organisationId]);
      return made;
    });
  }
}

function asConfirmed({ id: _id, ...fact }: FactToWrite & { id: string }, on: CivilDate): FactToWrite {
  return { ...fact, lineage: lineageOf(fact.lineage), standing: 'confirmed', agesFrom: on, verifiedOn: on };
}

/** A confirmation of a confirmation is one of the same fact. */
function lineageOf(lineage: string): string {
  return lineage.startsWith(`["${CONFIRMATION}",`) ? lineage : JSON.stringify([CONFIRMATION, lineage]);
}
