import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { TemplateContent } from '../certificates.types.js';
import { certificatesPaths } from '../paths.js';
import { accreditationField, MOST_ACCREDITATIONS, MOST_LOGOS, typedTemplate } from './template.form.js';
import { doubtsAbout } from './template.rules.js';
import type { ListedTemplate, Template, TemplateVersion } from './templates.queries.js';

export const MOST_TEMPLATES = 200;
export const MOST_VERSIONS = 50;

interface Row {
  key: string;
  value: string;
  href: null;
  action: null;
  hidden: null;
}

export interface TemplatesView {
  title: string;
  backHref: string;
  newHref: string;
  coursesHref: string;
  rows: { name: string; href: string; isDefault: boolean; state: { text: string; kind: string }; courses: number }[];
}

export interface NewTemplateView {
  title: string;
  backHref: string;
  action: string;
  name: string | null;
  errors: FieldError[];
}

export interface TemplateView {
  title: string;
  listHref: string;
  number: number;
  isDefault: boolean;
  state: { text: string; kind: string };
  /** This version, where it is not the one in use. */
  useAction: string | null;
  defaultAction: string | null;
  /** The newest, when another is looked at. */
  newestHref: string | null;
  editHref: string;
  coursesHref: string;
  previewHref: string;
  longPreviewHref: string;
  doubts: string[];
  rows: Row[];
  base: number;
  logos: { description: string; removeAction: string | null }[];
  logoAction: string | null;
  description: string | null;
  versions: { text: string; href: string; isShown: boolean; isUsed: boolean }[];
  errors: FieldError[];
}

export interface EditTemplateView {
  title: string;
  backHref: string;
  action: string;
  base: number;
  typed: {
    name: string;
    heading: string;
    opening: string;
    achievement: string;
    closing: string;
    signatoryName: string;
    signatoryRole: string;
  };
  accreditors: {
    legend: string;
    fields: Record<'body' | 'reference' | 'validFrom' | 'validUntil', { name: string; value: string }>;
  }[];
  /** What somebody else saved meanwhile. */
  theirs: Row[] | null;
  errors: FieldError[];
}

export const templatesPage = definePage<TemplatesView>('certificates/templates');
export const newTemplatePage = definePage<NewTemplateView>('certificates/new-template');
export const templatePage = definePage<TemplateView>('certificates/template');
export const editTemplatePage = definePage<EditTemplateView>('certificates/edit-template');

export function templatesView(templates: readonly ListedTemplate[]): TemplatesView {
  return {
    title: 'Certificate templates',
    backHref: certificatesPaths.all(),
    newHref: certificatesPaths.newTemplate(),
    coursesHref: certificatesPaths.courses(),
    rows: templates.map((template) => ({
      name: template.name,
      href: certificatesPaths.template(template.id),
      isDefault: template.isDefault,
      state: stateOf(template),
      courses: template.courses,
    })),
  };
}

export function newTemplateView(name: string | null, errors: FieldError[]): NewTemplateView {
  return {
    title: 'A new certificate template',
    backHref: certificatesPaths.templates(),
    action: certificatesPaths.templates(),
    name,
    errors,
  };
}

export function templateView(
  template: Template,
  versions: readonly TemplateVersion[],
  today: CivilDate,
  typed: { description: string | null; errors: FieldError[] } = { description: null, errors: [] },
): TemplateView {
  const { id, number, content } = template;
  const isNewest = number === template.newestNumber;
  return {
    title: template.name,
    listHref: certificatesPaths.templates(),
    number,
    isDefault: template.isDefault,
    state: stateOf(template),
    useAction: number === template.usedNumber ? null : certificatesPaths.templateUses(id),
    defaultAction: template.isDefault || template.usedNumber === null ? null : certificatesPaths.defaultTemplate(id),
    newestHref: isNewest ? null : certificatesPaths.template(id),
    editHref: certificatesPaths.editTemplate(id),
    coursesHref: certificatesPaths.courses(),
    previewHref: certificatesPaths.templatePreview(id, number),
    longPreviewHref: certificatesPaths.templatePreview(id, number, { names: 'long' }),
    doubts: doubtsAbout(content, today),
    rows: contentRows(content),
    base: template.newestNumber,
    logos: content.logos.map(({ description }, index) => ({
      description,
      removeAction: isNewest ? certificatesPaths.logoRemoval(id, index + 1) : null,
    })),
    logoAction: isNewest && content.logos.length < MOST_LOGOS ? certificatesPaths.templateLogos(id) : null,
    description: typed.description,
    versions: versions.map((version) => ({
      text: `Version ${String(version.number)}, ${dateInWords(londonDate(version.savedAt))}${version.savedBy === null ? '' : `, by ${version.savedBy}`}`,
      href: certificatesPaths.templateVersion(id, version.number),
      isShown: version.number === number,
      isUsed: version.number === template.usedNumber,
    })),
    errors: typed.errors,
  };
}

/** `typed`: what was sent and not saved; null: as the newest version has it. `isConflict`: somebody else saved since. */
export function editTemplateView(
  template: Template,
  typed: Record<string, string> | null,
  errors: FieldError[],
  isConflict = false,
): EditTemplateView {
  const fields = typed ?? typedTemplate(template.name, template.content);
  const field = (name: string) => fields[name] ?? '';
  return {
    title: `Edit “${template.name}”`,
    backHref: certificatesPaths.template(template.id),
    action: certificatesPaths.templateVersions(template.id),
    // What was typed began with the version that it says, until a conflict was seen.
    base: typed === null || isConflict ? template.newestNumber : Number(field('base')) || template.newestNumber,
    typed: {
      name: field('name'),
      heading: field('heading'),
      opening: field('opening'),
      achievement: field('achievement'),
      closing: field('closing'),
      signatoryName: field('signatoryName'),
      signatoryRole: field('signatoryRole'),
    },
    accreditors: Array.from({ length: MOST_ACCREDITATIONS }, (_, index) => {
      const named = (key: 'body' | 'reference' | 'validFrom' | 'validUntil') => {
        const name = accreditationField(index + 1, key);
        return { name, value: field(name) };
      };
      return {
        legend: `Accreditor ${String(index + 1)}`,
        fields: {
          body: named('body'),
          reference: named('reference'),
          validFrom: named('validFrom'),
          validUntil: named('validUntil'),
        },
      };
    }),
    theirs: isConflict ? contentRows(template.content) : null,
    errors,
  };
}

function contentRows({ wording, signatory, accreditations }: TemplateContent): Row[] {
  const row = (key: string, value: string): Row => ({ key, value, href: null, action: null, hidden: null });
  return [
    row('Heading', wording.heading),
    row('Before the name', wording.opening),
    row('Before the date', wording.achievement),
    ...(wording.closing === null ? [] : [row('Below the hours', wording.closing)]),
    row(
      'Signatory',
      signatory === null
        ? 'As this installation is set up'
        : [signatory.name, signatory.role].filter((part) => part !== null).join(', '),
    ),
    ...(accreditations.length === 0 ? [row('Accreditors', 'None')] : []),
    ...accreditations.map(({ body, reference, validFrom, validUntil }) =>
      row('Accreditor', `${body}, reference ${reference}, ${dateInWords(validFrom)} to ${dateInWords(validUntil)}`),
    ),
  ];
}

function stateOf({ usedNumber, newestNumber }: Pick<Template, 'usedNumber' | 'newestNumber'>): {
  text: string;
  kind: string;
} {
  if (usedNumber === null) return { text: 'Not in use', kind: 'neutral' };
  if (usedNumber === newestNumber) return { text: `Version ${String(usedNumber)} in use`, kind: 'good' };
  return { text: `Version ${String(usedNumber)} of ${String(newestNumber)} in use`, kind: 'warm' };
}
