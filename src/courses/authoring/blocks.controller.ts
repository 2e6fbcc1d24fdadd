import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { QuestionsService } from '../../policies/questions.service.js';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { coursesPaths } from '../paths.js';
import { emptyBlock, fieldsFor } from './block.form.js';
import { asksForFields } from './question-fields.form.js';
import { readBlock } from './sent-block.form.js';
import { type BlockFields, blockKinds, fieldsOf, sourceOf } from './block-source.js';
import { blockKindName } from '../block-words.rules.js';
import { DraftFiles } from './draft-files.js';
import type { DraftFile } from './drafts.queries.js';
import { sendKept } from './files.controller.js';
import { LessonEdits, sourceOfLesson } from './lesson-edits.js';
import { freeKey, inserted, replaced, type SourcePiece } from './lesson-source.js';
import { formatOf } from '../media/media-kinds.rules.js';
import { MarkdownHelp } from './markdown-help.js';
import { PieceVerbs } from './piece-verbs.js';
import { seenIn } from './seen-piece.form.js';
import { justSavedBy, studioForm, studioFormPage, type StudioFormView } from './studio-form.view.js';
import { beginningOf, titleOf } from './piece-words.js';
import { TailoredPages } from './tailored-pages.js';

const newBlock = z.object({
  kind: z.enum(blockKinds).catch('text').default('text'),
  behind: z.string().max(100).catch('').default(''),
  /** A medium of the course that the block is begun with. */
  medium: z.string().max(100).catch('').default(''),
});

/** The blocks of a lesson, one by one. */
@Controller('studio/files/:file/blocks')
@Allow('courses.author')
export class BlocksController {
  constructor(
    private readonly edits: LessonEdits,
    private readonly verbs: PieceVerbs,
    private readonly files: DraftFiles,
    private readonly questions: QuestionsService,
    private readonly tailored: TailoredPages,
    private readonly clock: Clock,
    private readonly markdown: MarkdownHelp,
    private readonly pages: Pages,
    private readonly views: Views,
  ) {}

  @Get('new')
  async choose(
    @Param('file') id: string,
    @Query() query: object,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { kind, behind, medium } = newBlock.parse(query);
    const empty = emptyBlock(kind);
    const fields = 'file' in empty && formatOf(medium)?.kind === kind ? { ...empty, file: medium } : empty;
    await this.sendNew(req, res, await this.files.known(id), behind, fields, []);
  }

  @Post()
  async add(
    @Param('file') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { kind, behind } = newBlock.parse(body ?? {});
    const { fields, errors } = readBlock(kind, body);
    const isShown = asksForFields(body);
    if (errors.length > 0 || isShown) {
      await this.sendNew(req, res, await this.files.known(id), behind, fields, isShown ? [] : errors);
      return;
    }
    let key = '';
    await this.edits.add(id, signedIn(req).id, (pieces) => {
      key = freeKey(pieces, kind);
      return inserted(behind === '' ? null : behind, sourceOf(fields, key));
    });
    req.notify(`The block is added: ${blockKindName(kind).toLowerCase()}.`);
    res.redirect(303, kind === 'tailored' ? coursesPaths.block(id, key) : coursesPaths.file(id));
  }

  @Get(':block')
  async show(@Param('file') id: string, @Param('block') block: string, @Req() req: Request, @Res() res: Response) {
    const { file, piece } = await this.edits.piece(id, block);
    await this.sendBlock(req, res, file, piece, {
      fields: known(piece),
      base: file.number,
      errors: [],
      conflict: null,
    });
  }

  @Post(':block')
  async save(
    @Param('file') id: string,
    @Param('block') block: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    const isKept = req.accepts(['html', 'json']) === 'json';
    const seen = seenIn(block, body);
    const before = await this.edits.seen(id, seen);
    const sent = readBlock(known(before).kind, body);
    const fields = withVariants(sent.fields, known(before));
    const isShown = asksForFields(body);
    if (sent.errors.length > 0 || isShown) {
      if (isKept) res.status(422).json({ message: sent.errors.map(({ message }) => message).join('. ') });
      else {
        const file = await this.files.known(id);
        await this.sendBlock(req, res, file, before, {
          fields,
          base: seen.number,
          errors: isShown ? [] : sent.errors,
          conflict: null,
        });
      }
      return;
    }
    const edited = await this.edits.change(id, seen, isKept ? 'kept' : 'saved', signedIn(req).id, (piece) =>
      replaced(piece, sourceOf(fields, piece.id, piece.addresses)),
    );
    if (isKept) {
      const raw = sourceOf(fields, before.id, before.addresses);
      const now = sourceOfLesson(edited.file).pieces.find((piece) => piece.raw === raw);
      sendKept(res, edited.file, edited.saved, now?.id ?? null);
      return;
    }
    if (!edited.saved) {
      const { file, theirs } = edited;
      const title = `${file.savedBy} ${theirs ? 'changed' : 'removed'} this block while you were writing`;
      const theirsHref = theirs ? coursesPaths.block(id, theirs.id) : coursesPaths.file(id);
      const conflict = { title, theirs: theirs?.raw ?? null, theirsHref };
      if (theirs) await this.sendBlock(req, res, file, theirs, { fields, base: file.number, errors: [], conflict });
      else await this.sendNew(req, res, file, '', fields, [], conflict);
      return;
    }
    req.notify('The block is saved.');
    res.redirect(303, coursesPaths.file(id));
  }

  @Post(':block/moves')
  async move(
    @Param('file') file: string,
    @Param('block') piece: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.verbs.move(req, res, { file, piece, what: 'block' }, body);
  }

  @Post(':block/copies')
  async copy(
    @Param('file') file: string,
    @Param('block') piece: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.verbs.copy(req, res, { file, piece, what: 'block' }, body);
  }

  @Post(':block/removals')
  async remove(
    @Param('file') file: string,
    @Param('block') piece: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ) {
    await this.verbs.remove(req, res, { file, piece, what: 'block' }, body);
  }

  private async sendNew(
    req: Request,
    res: Response,
    file: DraftFile,
    behind: string,
    fields: BlockFields,
    errors: FieldError[],
    conflict: StudioFormView['conflict'] = null,
  ) {
    sourceOfLesson(file);
    const markdown = await this.markdown.of(file.draftId);
    const view = studioForm({
      title: `A new block: ${blockKindName(fields.kind).toLowerCase()}`,
      caption: file.draftTitle,
      back: { text: 'The lesson', href: coursesPaths.file(file.id) },
      action: coursesPaths.blocks(file.id),
      hidden: [
        { name: 'kind', value: fields.kind },
        { name: 'behind', value: behind },
      ],
      fields: fieldsFor(fields, await this.questions.all(), markdown.media),
      button: 'Add the block',
      markdown,
      conflict,
      presence: coursesPaths.presence(file.id),
      script: this.views.assetUrl('studio.js'),
      errors,
    });
    this.pages.send(req, res, studioFormPage, view, { status: conflict ? 409 : errors.length > 0 ? 422 : 200 });
  }

  private async sendBlock(
    req: Request,
    res: Response,
    file: DraftFile,
    piece: SourcePiece,
    given: { fields: BlockFields; base: number; errors: FieldError[]; conflict: StudioFormView['conflict'] },
  ): Promise<void> {
    const markdown = await this.markdown.of(file.draftId);
    const questions = await this.questions.all();
    const view = studioForm({
      title: titleOf(piece, questions) ?? (beginningOf(piece, questions, 60) || blockKindName(piece.name)),
      caption: blockKindName(piece.name),
      back: { text: 'The lesson', href: coursesPaths.file(file.id) },
      action: coursesPaths.block(file.id, piece.id),
      hidden: [
        { name: 'base', value: String(given.base) },
        { name: 'piece', value: piece.id },
      ],
      fields: fieldsFor(given.fields, questions, markdown.media),
      button: given.conflict ? 'Save mine in place of theirs' : 'Save the block',
      markdown,
      conflict: given.conflict,
      note: justSavedBy(file, signedIn(req).id, this.clock.now()),
      presence: coursesPaths.presence(file.id),
      keeps: given.conflict === null,
      variants: given.fields.kind === 'tailored' ? await this.tailored.variants(file, piece.id, given.fields) : null,
      script: this.views.assetUrl('studio.js'),
      errors: given.errors,
    });
    this.pages.send(req, res, studioFormPage, view, {
      status: given.conflict ? 409 : given.errors.length > 0 ? 422 : 200,
    });
  }
}

function known(piece: SourcePiece): BlockFields {
  const fields = fieldsOf(piece);
  if (!fields)
    throw new NotFoundException('There is no form for a block of this kind. Change it under “Edit as text”.');
  return fields;
}

/** The variants of a tailored block have pages of their own: its form leaves them as they are. */
function withVariants(sent: BlockFields, before: BlockFields): BlockFields {
  if (sent.kind !== 'tailored' || before.kind !== 'tailored') return sent;
  return { ...sent, topic: before.topic, variants: before.variants };
}
