import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { coursesPaths } from '../paths.js';
import { SentForm } from './sent-form.js';
import { type BlockFields, fieldsOf, sourceOf, type VariantFields } from './block-source.js';
import type { DraftFile } from './drafts.queries.js';
import { slugFor } from './lesson-details.form.js';
import { LessonEdits } from './lesson-edits.js';
import { replaced, type SourcePiece } from './lesson-source.js';
import { readRule, flattened, ruleSource, unflattened } from './rule-source.js';
import { MarkdownHelp } from './markdown-help.js';
import { movedIn, seenIn } from './seen-piece.form.js';
import { justSavedBy, studioForm, studioFormPage, type StudioFormView } from './studio-form.view.js';
import { TailoredPages } from './tailored-pages.js';
import { conditionsOfRule, ruleOf, type RuleChoices, sentVariant, type VariantForm } from './variant.form.js';
import { variantFields } from './variant-fields.js';

type Tailored = Extract<BlockFields, { kind: 'tailored' }>;

/** The variants of a tailored block: for whom each is, built by plain forms, and what they read. */
@Controller('studio/files/:file/blocks/:block/variants')
@Allow('courses.author')
export class VariantsController {
  constructor(
    private readonly edits: LessonEdits,
    private readonly tailored: TailoredPages,
    private readonly clock: Clock,
    private readonly markdown: MarkdownHelp,
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  @Get('new')
  async choose(@Param('file') id: string, @Param('block') block: string, @Req() req: Request, @Res() res: Response) {
    const { file, piece } = await this.edits.piece(id, block);
    tailoredIn(piece);
    const form: VariantForm = { key: '', combine: 'all', conditions: [], markdown: '' };
    await this.send(req, res, file, piece, { variant: null, base: file.number, form, errors: [] });
  }

  @Get(':variant')
  async show(
    @Param('file') id: string,
    @Param('block') block: string,
    @Param('variant') key: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { file, piece } = await this.edits.piece(id, block);
    const variant = variantIn(piece, key);
    const rule = readRule(variant.rule);
    const flat = rule && flattened(rule);
    if (!flat) {
      req.notify(
        'The rule of this variant nests more deeply than forms do. Change it here, in the text of the lesson.',
      );
      res.redirect(303, coursesPaths.fileText(id));
      return;
    }
    const form = { key, combine: flat.combine, conditions: conditionsOfRule(flat), markdown: variant.markdown };
    await this.send(req, res, file, piece, { variant: key, base: file.number, form, errors: [] });
  }

  @Post()
  async add(
    @Param('file') id: string,
    @Param('block') block: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.save(req, res, { id, block, variant: null }, body);
  }

  @Post(':variant')
  async change(
    @Param('file') id: string,
    @Param('block') block: string,
    @Param('variant') variant: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.save(req, res, { id, block, variant }, body);
  }

  @Post(':variant/moves')
  async move(
    @Param('file') id: string,
    @Param('block') block: string,
    @Param('variant') key: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const by = movedIn(body) === 'up' ? -1 : 1;
    await this.rearrange(
      req,
      res,
      { id, block },
      body,
      'The order is changed: the first variant whose rule holds is taken.',
      (variants) => {
        const at = variants.findIndex((variant) => variant.key === key);
        const [variant] = variants.slice(at, at + 1);
        const to = at + by;
        return !variant || to < 0 || to >= variants.length
          ? variants
          : variants.toSpliced(at, 1).toSpliced(to, 0, variant);
      },
    );
  }

  @Post(':variant/removals')
  async remove(
    @Param('file') id: string,
    @Param('block') block: string,
    @Param('variant') key: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const notice = 'The variant is removed. It is kept in what was saved before of the lesson.';
    await this.rearrange(req, res, { id, block }, body, notice, (variants) =>
      variants.filter((one) => one.key !== key),
    );
  }

  private async rearrange(
    req: Request,
    res: Response,
    { id, block }: { id: string; block: string },
    body: unknown,
    notice: string,
    make: (variants: VariantFields[]) => VariantFields[],
  ): Promise<void> {
    const edited = await this.edits.change(id, seenIn(block, body), 'saved', signedIn(req).id, (piece) => {
      const fields = tailoredIn(piece);
      return replaced(piece, sourceOf({ ...fields, variants: make(fields.variants) }, piece.id, piece.addresses));
    });
    req.notify(edited.saved ? notice : `Nothing was changed: ${edited.file.savedBy} changed this block meanwhile.`);
    res.redirect(303, coursesPaths.block(id, block));
  }

  /** Saves the variant; or, where a button asked for that, shows its form with a condition more or less, and saves nothing. */
  private async save(
    req: Request,
    res: Response,
    { id, block, variant }: { id: string; block: string; variant: string | null },
    body: unknown,
  ): Promise<void> {
    const seen = seenIn(block, body);
    const before = await this.edits.seen(id, seen);
    const form = sentVariant(body);
    const choices = await this.tailored.choices();
    const { rule, errors } = ruleOf(form, choices);
    const sent = new SentForm(body);
    if (sent.line('verb') !== 'save') {
      const file = await this.tailored.file(id);
      await this.send(req, res, file, before, { variant, base: seen.number, form, errors: [] });
      return;
    }
    const key = slugFor(form.key);
    if (form.key === '' || key === 'default')
      errors.push({ field: 'key', message: 'Give the variant a name other than “default”' });
    sent.words('markdown');
    errors.push(...sent.errors);
    if (form.markdown === '') errors.push({ field: 'markdown', message: 'Write what they read' });
    const others = tailoredIn(before).variants.filter((one) => one.key !== variant);
    if (others.some((one) => one.key === key))
      errors.push({ field: 'key', message: 'Another variant of this block has the name' });
    const made = unflattened(rule);
    if (errors.length > 0 || !made) {
      await this.send(req, res, await this.tailored.file(id), before, { variant, base: seen.number, form, errors });
      return;
    }
    const saved: VariantFields = { key, rule: ruleSource(made), markdown: form.markdown };
    const edited = await this.edits.change(id, seen, 'saved', signedIn(req).id, (piece) => {
      const fields = tailoredIn(piece);
      const at = fields.variants.findIndex((one) => one.key === variant);
      const variants = at === -1 ? [...fields.variants, saved] : fields.variants.with(at, saved);
      return replaced(piece, sourceOf({ ...fields, variants }, piece.id, piece.addresses));
    });
    if (!edited.saved) {
      const { file, theirs } = edited;
      const title = `${file.savedBy} ${theirs ? 'changed' : 'removed'} this block while you were writing`;
      const conflict = { title, theirs: theirs?.raw ?? null, theirsHref: coursesPaths.file(id) };
      await this.send(req, res, file, theirs ?? before, {
        variant,
        base: theirs ? file.number : seen.number,
        form,
        errors: [],
        conflict,
      });
      return;
    }
    req.notify('The variant is saved.');
    res.redirect(303, coursesPaths.block(id, block));
  }

  private async send(
    req: Request,
    res: Response,
    file: DraftFile,
    piece: SourcePiece,
    given: {
      variant: string | null;
      base: number;
      form: VariantForm;
      errors: FieldError[];
      conflict?: StudioFormView['conflict'];
    },
  ): Promise<void> {
    const { variant, form, errors, conflict = null } = given;
    const choices: RuleChoices = await this.tailored.choices();
    const view = studioForm({
      title: variant ?? 'A new variant',
      caption: `Variant of ${piece.id}`,
      back: { text: 'The block', href: coursesPaths.block(file.id, piece.id) },
      action:
        variant === null ? coursesPaths.variants(file.id, piece.id) : coursesPaths.variant(file.id, piece.id, variant),
      hidden: [{ name: 'base', value: String(given.base) }],
      fields: variantFields(form, choices),
      button: conflict ? 'Save mine in place of theirs' : 'Save the variant',
      verb: 'save',
      markdown: await this.markdown.of(file.draftId),
      conflict,
      note: justSavedBy(file, signedIn(req).id, this.clock.now()),
      presence: coursesPaths.presence(file.id),
      reach: await this.tailored.reachWith(file, tailoredIn(piece), variant, form),
      script: this.views.assetUrl('studio.js'),
      errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: conflict ? 409 : errors.length > 0 ? 422 : 200 });
  }
}

function tailoredIn(piece: SourcePiece): Tailored {
  const fields = fieldsOf(piece);
  if (fields?.kind !== 'tailored') throw new NotFoundException('This block has no variants: it is not a tailored one.');
  return fields;
}

function variantIn(piece: SourcePiece, key: string): VariantFields {
  const variant = tailoredIn(piece).variants.find((one) => one.key === key);
  if (!variant) throw new NotFoundException('This block has no such variant. Somebody may have renamed or removed it.');
  return variant;
}
