/**
 * The facts that came out of a request, as SQL: the one place that says which they are. They are those whose document
 * belongs to the request. For documents that belong to none, such as those of imported files, they are the facts of its body
 * of standing `foi_reply`, unless the reply is older than the request; `r` is the request.
 */
const factsOf = `policy_fact f join policy_document d on d.id = f.document_id
  where f.superseded_at is null and (d.request_id = r.id or (d.request_id is null and f.organisation_id = r.organisation_id
    and f.standing = 'foi_reply' and r.state <> 'not_sent'
    and coalesce(d.replied_on >= r.sent_on, true)))`;

/** At least one answer of the request is recorded as a fact. */
export const isExtracted = `exists (select from ${factsOf})`;

/** At least one of its facts was compared with its source by a second person. */
export const isVerified = `exists (select from ${factsOf}
  and exists (select from policy_verification v where v.fact_id = f.id))`;
