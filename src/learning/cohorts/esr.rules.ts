/**
 * The competence under which a Trust's own ESR team records a course: a local one of that Trust (its VPD), whatever the course
 * is. National competences are for NHS bodies that are aligned to them, so none can come out of this. Pure.
 */
export function localCompetence(vpd: string, title: string): string {
  const plain = title.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim();
  return `${vpd}|LOCAL|${plain}|`;
}
