/** Names the lock that whoever decides which certificate of a person counts takes first. Lists of a session take it once. */
export function awardsLock(award: { personId: string; courseId: string; sessionOn: string | null }): string {
  return award.sessionOn === null
    ? `certificates of ${award.personId} for ${award.courseId}`
    : `session certificates of ${award.courseId}`;
}
