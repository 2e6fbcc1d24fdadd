import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Allow } from '../../platform/http/allow.js';
import { type FieldError, parseForm, typedFields } from '../../platform/http/form.js';
import { Upload } from '../../platform/http/upload.js';
import { Pages } from '../../platform/views/pages.js';
import { CertificateRenderer } from '../document/certificate-renderer.js';
import { signatoryOf } from '../issuing/snapshot.rules.js';
import { certificatesPaths } from '../paths.js';
import { MOST_LOGO_BYTES } from './logo-image.js';
import { logoForm, logoRemovalForm, newTemplateForm, numberForm, templateForm } from './template.form.js';
import { previewOf } from './template.rules.js';
import { type Template, TemplatesQueries } from './templates.queries.js';
import { TemplatesService } from './templates.service.js';
import {
  editTemplatePage,
  editTemplateView,
  MOST_TEMPLATES,
  MOST_VERSIONS,
  newTemplatePage,
  newTemplateView,
  templatePage,
  templatesPage,
  templatesView,
  templateView,
} from './templates.view.js';

/** Administrators make templates of certificates, look at them, and put them to use. */
@Controller('certificates/templates')
@Allow('certificates.administer')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly queries: TemplatesQueries,
    private readonly renderer: CertificateRenderer,
    private readonly pages: Pages,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async list(@Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, templatesPage, templatesView(await this.queries.list(MOST_TEMPLATES)));
  }

  @Get('new')
  name(@Req() req: Request, @Res() res: Response): void {
    this.pages.send(req, res, newTemplatePage, newTemplateView(null, []));
  }

  @Post()
  async make(@Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(newTemplateForm, body);
    const id = parsed.ok ? await this.templates.make(parsed.values.name) : null;
    if (id !== null) {
      res.redirect(303, certificatesPaths.editTemplate(id));
      return;
    }
    const errors = parsed.ok
      ? [{ field: 'name', message: 'Another template has this name. Choose another' }]
      : parsed.errors;
    const view = newTemplateView(typedFields(body)['name'] ?? null, errors);
    this.pages.send(req, res, newTemplatePage, view, { status: 422 });
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.send(req, res, await this.templates.known(id));
  }

  @Get(':id/versions/:number')
  async version(
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    await this.send(req, res, await this.templates.known(id, versionNumber(number)));
  }

  @Get(':id/versions/:number/preview.pdf')
  async preview(
    @Param('id') id: string,
    @Param('number') number: string,
    @Query('names') names: unknown,
    @Res() res: Response,
  ): Promise<void> {
    const template = await this.templates.known(id, versionNumber(number));
    const { provider, publicUrl } = this.config;
    const snapshot = previewOf(template, {
      long: names === 'long',
      today: this.clock.today(),
      publicUrl,
      provider: provider.name,
      ownSignatory: signatoryOf(provider),
    });
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Disposition', 'inline; filename="certificate-preview.pdf"');
    res.type('application/pdf').send(await this.renderer.render(snapshot, this.clock.now(), PREVIEW));
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    this.pages.send(req, res, editTemplatePage, editTemplateView(await this.templates.known(id), null, []));
  }

  @Post(':id/versions')
  async save(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const template = await this.templates.known(id);
    const parsed = parseForm(templateForm, body);
    if (!parsed.ok) {
      const view = editTemplateView(template, parsed.typed, parsed.errors);
      this.pages.send(req, res, editTemplatePage, view, { status: 422 });
      return;
    }
    const saved = await this.templates.save(id, parsed.values);
    if (!saved.ok) {
      const { isConflict, problem } = saved;
      const errors = [{ field: isConflict ? '' : 'name', message: problem }];
      const view = editTemplateView(await this.templates.known(id), typedFields(body), errors, isConflict);
      this.pages.send(req, res, editTemplatePage, view, { status: isConflict ? 409 : 422 });
      return;
    }
    req.notify(`Version ${String(saved.number)} is saved. Look at it, then put it to use.`);
    res.redirect(303, certificatesPaths.template(id));
  }

  @Post(':id/logos')
  @Upload({ field: 'file', maxBytes: MOST_LOGO_BYTES, tooLarge: 'form' })
  async addLogo(
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const template = await this.templates.known(id);
    const parsed = parseForm(logoForm, body);
    const errors: FieldError[] = parsed.ok ? [] : parsed.errors;
    if (req.uploadTooLarge === true) errors.push({ field: 'file', message: 'Choose a picture of at most 5 MB' });
    else if (!req.file || req.file.size === 0) errors.push({ field: 'file', message: 'Choose the picture' });
    else if (parsed.ok) {
      const saved = await this.templates.addLogo(id, parsed.values.base, req.file.buffer, parsed.values.description);
      if (saved.ok) {
        req.notify('The logo is added, in a new version. Look at it, then put it to use.');
        res.redirect(303, certificatesPaths.template(id));
        return;
      }
      errors.push({ field: saved.isConflict ? '' : 'file', message: saved.problem });
    }
    const description = typedFields(body)['description'] ?? null;
    const latest = errors.some(({ field }) => field === '') ? await this.templates.known(id) : template;
    await this.send(req, res, latest, { description, errors }, 422);
  }

  @Post(':id/logos/:place/removal')
  async removeLogo(
    @Param('id') id: string,
    @Param('place') place: string,
    @Body() body: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const parsed = parseForm(logoRemovalForm, body);
    const saved = parsed.ok && (await this.templates.removeLogo(id, parsed.values.base, Number(place)));
    req.notify(
      saved !== false && saved.ok
        ? 'The logo is left out, in a new version. Look at it, then put it to use.'
        : 'Nothing was removed: the template was changed meanwhile. Look at it, then try again.',
    );
    res.redirect(303, certificatesPaths.template(id));
  }

  @Post(':id/uses')
  async use(@Param('id') id: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const parsed = parseForm(numberForm, body);
    if (!parsed.ok) throw new NotFoundException('There is no such version of the template.');
    const { number } = parsed.values;
    await this.templates.use(id, number);
    req.notify(`Version ${String(number)} is in use. Certificates that were issued stay as they are.`);
    res.redirect(303, certificatesPaths.template(id));
  }

  @Post(':id/default')
  async makeDefault(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const done = await this.templates.makeDefault(id);
    req.notify(
      done
        ? 'Courses for which no template is chosen have this one from now on.'
        : 'Put a version of this template to use first.',
    );
    res.redirect(303, certificatesPaths.template(id));
  }

  private async send(
    req: Request,
    res: Response,
    template: Template,
    typed?: { description: string | null; errors: FieldError[] },
    status = 200,
  ): Promise<void> {
    const versions = await this.queries.versions(template.id, MOST_VERSIONS);
    this.pages.send(req, res, templatePage, templateView(template, versions, this.clock.today(), typed), { status });
  }
}

const PREVIEW = 'This is how certificates of a template look. Nobody holds it.';

/** The number of a version as it stands in an address. */
function versionNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new NotFoundException('There is no such version of the template.');
  return Number(text);
}
