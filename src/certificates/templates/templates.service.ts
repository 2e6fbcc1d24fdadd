import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import type { TemplateContent } from '../certificates.types.js';
import { logoImage } from './logo-image.js';
import { MOST_LOGOS, type Written } from './template.form.js';
import { OWN_WORDING } from './template.rules.js';
import { type Template, TemplatesQueries } from './templates.queries.js';

/** What came of saving: the number of the version, or why there is none. */
export type Saved = { ok: true; number: number } | { ok: false; problem: string; isConflict: boolean };

const TAKEN = { ok: false as const, isConflict: false, problem: 'Another template has this name. Choose another' };
const THERE_ALREADY =
  'Somebody else saved a newer version meanwhile. Yours is in the fields: compare it with theirs, then save';

/** Administrators say how certificates are worded and what they bear. Each saving is a version that stays as it is. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly database: Database,
    private readonly queries: TemplatesQueries,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A template in one of its versions (null: the newest). Throws NotFoundException when there is none. */
  async known(id: string, number: number | null = null): Promise<Template> {
    const template = isId(id) ? await this.queries.one(id, number) : undefined;
    if (!template) throw new NotFoundException('There is no such template.');
    return template;
  }

  /** Makes a template that begins with the product's own words, in use by nobody yet. Null: another has this name. */
  async make(name: string): Promise<string | null> {
    return this.database.transaction(async () => {
      await this.database.lock('certificate templates');
      if (await this.isTaken(name, null)) return null;
      const id = newId();
      await this.database.query(
        `insert into certificate_template (id, name, newest_number, used_number, is_default, made_at)
         values ($1, $2, 1, null, false, $3)`,
        [id, name, this.clock.now()],
      );
      await this.write(id, 1, { wording: OWN_WORDING, signatory: null, accreditations: [], logos: [] });
      await this.record('made', id);
      return id;
    });
  }

  /** Saves what was written as the next version, on top of the version it began with. The logos stay. */
  save(id: string, { base, name, content }: Written): Promise<Saved> {
    return this.next(id, base, async (template) => {
      if (await this.isTaken(name, id)) return TAKEN;
      await this.database.query('update certificate_template set name = $2 where id = $1', [id, name]);
      return { ...content, logos: template.content.logos };
    });
  }

  /** Adds a logo, in the next version. */
  async addLogo(id: string, base: number, file: Buffer, description: string): Promise<Saved> {
    const image = await logoImage(file);
    if (!image.ok) return { ...image, isConflict: false };
    return this.next(id, base, async ({ content }) => {
      if (content.logos.length >= MOST_LOGOS)
        return {
          ok: false,
          isConflict: false,
          problem: `There is room for ${String(MOST_LOGOS)} logos. Remove one first`,
        };
      const sha256 = createHash('sha256').update(image.png).digest('hex');
      await this.database.query(
        'insert into certificate_logo (sha256, bytes, kept_at) values ($1, $2, $3) on conflict (sha256) do nothing',
        [sha256, image.png, this.clock.now()],
      );
      return { ...content, logos: [...content.logos, { sha256, description }] };
    });
  }

  /** Leaves out the logo at this place, counted from 1, in the next version. */
  removeLogo(id: string, base: number, place: number): Promise<Saved> {
    return this.next(id, base, ({ content }) =>
      Promise.resolve({ ...content, logos: content.logos.filter((_, index) => index !== place - 1) }),
    );
  }

  /** Certificates are issued with this version from now on; those that were issued stay as they are. */
  async use(id: string, number: number): Promise<void> {
    await this.known(id, number);
    await this.database.transaction(async () => {
      await this.database.query('update certificate_template set used_number = $2 where id = $1', [id, number]);
      await this.record('used', id, { number });
    });
  }

  /** Courses that choose none have this one from now on. Answers false where no version of it is in use. */
  async makeDefault(id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.database.lock('certificate templates');
      if ((await this.known(id)).usedNumber === null) return false;
      await this.database.query('update certificate_template set is_default = false where is_default and id <> $1', [
        id,
      ]);
      await this.database.query('update certificate_template set is_default = true where id = $1', [id]);
      await this.record('made-default', id);
      return true;
    });
  }

  private async next(
    id: string,
    base: number,
    make: (template: Template) => Promise<TemplateContent | Extract<Saved, { ok: false }>>,
  ): Promise<Saved> {
    return this.database.transaction(async () => {
      await this.database.lock('certificate templates');
      const template = await this.known(id);
      if (template.newestNumber !== base) return { ok: false, isConflict: true, problem: THERE_ALREADY };
      const content = await make(template);
      if ('problem' in content) return content;
      if (isDeepStrictEqual(content, template.content)) return { ok: true, number: base };
      const number = base + 1;
      await this.write(id, number, content);
      await this.database.query('update certificate_template set newest_number = $2 where id = $1', [id, number]);
      await this.record('saved', id, { number });
      return { ok: true, number };
    });
  }

  private async write(templateId: string, number: number, content: TemplateContent): Promise<void> {
    await this.database.query(
      `insert into certificate_template_version (id, template_id, number, content, saved_at, saved_by_id)
       values ($1, $2, $3, $4, $5, $6)`,
      [newId(), templateId, number, JSON.stringify(content), this.clock.now(), actingPersonId()],
    );
  }

  private async isTaken(name: string, exceptId: string | null): Promise<boolean> {
    const others = await this.database.query(
      'select from certificate_template where lower(name) = lower($1) and id is distinct from $2',
      [name, exceptId],
    );
    return others.length > 0;
  }

  private record(what: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    return this.audit.record({
      action: `certificate-templates.${what}`,
      subjectKind: 'certificate_template',
      subjectId: id,
      details,
    });
  }
}
