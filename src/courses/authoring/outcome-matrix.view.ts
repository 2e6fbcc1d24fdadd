import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import { definePage } from '../../platform/views/page.js';
import { coursesPaths } from '../paths.js';
import { drawsOf, outcomesOf } from './course-settings.form.js';
import type { Draft, DraftFile } from './drafts.queries.js';
import { isLesson, isQuestions } from './drafts.service.js';
import { detailsOf } from './lesson-details.form.js';
import { type MatrixQuestion, outcomeMatrix } from '../outcome-matrix.rules.js';
import { checkFieldsOf, splitQuestions } from './question-pieces.js';

export interface OutcomeMatrixView {
  title: string;
  back: { text: string; href: string };
  settingsHref: string;
  nations: string[];
  rows: {
    outcome: string;
    lessons: string;
    core: { nation: string; count: string }[];
    local: string;
    gaps: string[];
  }[];
}

export const outcomeMatrixPage = definePage<OutcomeMatrixView>('courses/outcome-matrix');

/** From the files of a draft as far as they can be read. */
export function outcomeMatrixView(draft: Draft, files: readonly DraftFile[]): OutcomeMatrixView {
  const course = files.find(({ name }) => name === 'course.md')?.text ?? '';
  const lessons = files.filter(isLesson).map(({ name, text }) => {
    const { title, outcomes } = detailsOf(text);
    return { title: title || name, outcomes: outcomes.map(Number) };
  });
  const rows = outcomeMatrix(outcomesOf(course), lessons, questionsIn(files, drawsOf(course)));
  return {
    title: 'Outcomes and questions',
    back: { text: draft.title, href: coursesPaths.draft(draft.id) },
    settingsHref: coursesPaths.settings(draft.id),
    nations: nations.map(nationName),
    rows: rows.map(({ id, text, lessons: serving, core, local, gaps }) => ({
      outcome: `${String(id)}. ${text}`,
      lessons: serving.join(', ') || 'None',
      core: nations.map((nation) => ({ nation: nationName(nation), count: countInWords(core[nation]) })),
      local: String(local),
      gaps,
    })),
  };
}

const countInWords = ({ count, drawn }: { count: number; drawn: number }): string =>
  drawn === 0 ? String(count) : `${String(count)}, ${String(drawn)} of them drawn`;

/** A version for another nation takes over the tags of the first of its group. */
function questionsIn(files: readonly DraftFile[], tagsDrawn: readonly string[]): MatrixQuestion[] {
  const all = files
    .filter(isQuestions)
    .flatMap(({ text }) => splitQuestions(text))
    .flatMap((piece) => {
      const fields = checkFieldsOf(piece);
      return fields ? [{ key: piece.id, fields }] : [];
    });
  const tagsOf = new Map(all.map(({ key, fields }) => [key, fields.tags]));
  return all.map(({ key, fields }) => {
    const tags = fields.tags.length > 0 ? fields.tags : (tagsOf.get(fields.variantOf) ?? []);
    return {
      key,
      group: fields.variantOf || key,
      outcome: Number(fields.outcome),
      nations: fields.nations,
      local: fields.asks === 'local',
      drawn: tags.some((tag) => tagsDrawn.includes(tag)),
    };
  });
}
