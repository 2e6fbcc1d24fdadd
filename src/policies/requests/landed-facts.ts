/**
 * The facts that came out of a request, as SQL: the one place that says which they are. They are those of standing
 * `foi_reply` that are recorded for its body; `r` is the request.
 */
const factsOf = `policy_fact f where f.organisation_id = r.organisation_id and f.standing = 'foi_reply' and f.superseded_at is null`;

/** At least one answer of the request is recorded as a fact. */
export const isExtracted = `exists (select from ${factsOf})`;

/** At least one of its facts was compared with its source by a second person. */
export const isVerified = `exists (select from ${factsOf}
  and exists (select from policy_verification v where v.fact_id = f.id))`;
