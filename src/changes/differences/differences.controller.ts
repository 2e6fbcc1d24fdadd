import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { accountsPaths } from '../../accounts/paths.js';
import { CertificateAddendaService } from '../../certificates/certificate-addenda.service.js';
import { certificatesPaths } from '../../certificates/paths.js';
import { learningPaths } from '../../learning/paths.js';
import { Allow } from '../../platform/http/allow.js';
import type { FieldError } from '../../platform/http/form.js';
import { signedIn } from '../../platform/http/signed-in.js';
import { Pages } from '../../platform/views/pages.js';
import { changesPaths } from '../paths.js';
import { readAnswers } from './answers.form.js';
import { asksToCertifyAgain, type Composition, DifferencesComposer } from './composer.js';
import { differs } from './differences.rules.js';
import { DifferencesService } from './differences.service.js';
import {
  addendumPage,
  addendumView,
  differencesPage,
  differentLessonPage,
  differentLessonView,
  differencesView,
  overviewPage,
  overviewView,
} from './differences.view.js';

const OUT_OF_DATE =
  'What differs has changed since you opened this page, so nothing was recorded. Here it is as it stands now: read it, then press the button again';

/** For holders of certificates: what differs where they work now, and that they have learned it. */
@Controller('differences')
@Allow('learning.take')
export class DifferencesController {
  constructor(
    private readonly composer: DifferencesComposer,
    private readonly differences: DifferencesService,
    private readonly addenda: CertificateAddendaService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async overview(@Req() req: Request, @Res() res: Response): Promise<void> {
    const all = await this.composer.compose(signedIn(req).id, null);
    this.pages.send(req, res, overviewPage, overviewView(all, accountsPaths.workplaces()));
  }

  @Get(':number')
  async show(@Param('number') number: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const composition = await this.compose(req, res, number);
    if (composition) await this.send(req, res, composition, new Map(), []);
  }

  @Post(':number/addenda')
  async record(@Param('number') number: string, @Body() body: unknown, @Req() req: Request, @Res() res: Response) {
    const composition = await this.compose(req, res, number);
    if (!composition) return;
    const { answers, errors } = readAnswers(composition.differences.questions, body);
    if ((await this.differences.read(composition)).includes(false))
      errors.unshift({ field: '', message: 'Read each lesson below first, and say so on its page' });
    const { shown } = (body ?? {}) as { shown?: unknown };
    if (!isOffered(composition) || !this.differences.isOf(composition, shown)) {
      await this.send(req, res, composition, answers, [{ field: '', message: OUT_OF_DATE }]);
      return;
    }
    if (errors.length > 0) {
      await this.send(req, res, composition, answers, errors);
      return;
    }
    await this.differences.record(composition, answers);
    res.redirect(303, certificatesPaths.addendum(number, composition.number));
  }

  /** One lesson of what differs, where that is too much for one page. */
  @Get(':number/lessons/:place')
  async lesson(
    @Param('number') number: string,
    @Param('place') place: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const composition = await this.compose(req, res, number);
    if (composition) await this.sendLesson(req, res, composition, place, []);
  }

  @Post(':number/lessons/:place')
  async readLesson(
    @Param('number') number: string,
    @Param('place') place: string,
    @Body() body: { shown?: unknown } | undefined,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const composition = await this.compose(req, res, number);
    if (!composition) return;
    if (!(await this.differences.readPart(composition, body?.shown))) {
      await this.sendLesson(req, res, composition, place, [{ field: '', message: OUT_OF_DATE }]);
      return;
    }
    const read = await this.differences.read(composition);
    const next = [...read.keys()].find((index) => !read[index] && index >= Number(place)) ?? read.indexOf(false);
    res.redirect(303, next === -1 ? changesPaths.differences(number) : changesPaths.differentLesson(number, next + 1));
  }

  /** Whoever is asked to certify again takes the course again. Their certificate stays until there is a newer one. */
  @Post(':number/renewals')
  async renew(@Param('number') number: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const composition = await this.compose(req, res, number);
    if (!composition) return;
    if (!asksToCertifyAgain(composition)) {
      req.notify('You are not asked to take this course again.');
      res.redirect(303, changesPaths.differences(number));
      return;
    }
    const { id, isNew } = await this.differences.takeAgain(signedIn(req).id, composition);
    req.notify(
      isNew
        ? 'You take the course again, in its newest version. Your certificate stays until you have completed it.'
        : 'You are taking the course already. Here is where you are.',
    );
    res.redirect(303, learningPaths.enrolment(id));
  }

  @Get(':number/addenda/:addendum')
  async addendum(
    @Param('number') number: string,
    @Param('addendum') addendum: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const [held] = await this.composer.held(signedIn(req).id, number);
    const all = held ? await this.addenda.of(held) : [];
    const found = all.find((each) => String(each.number) === addendum);
    if (!held || !found) throw none();
    this.pages.send(req, res, addendumPage, addendumView(held, found));
  }

  private async sendLesson(
    req: Request,
    res: Response,
    composition: Composition,
    place: string,
    errors: FieldError[],
  ): Promise<void> {
    const index = composition.cause === null || !/^[1-9]\d?$/.test(place) ? -1 : Number(place) - 1;
    if (composition.parts[index] === undefined) {
      // What stood there may be less by now, and on one page.
      res.redirect(303, changesPaths.differences(composition.held.number));
      return;
    }
    const shown = this.differences.sealPart(composition, index);
    const read = await this.differences.read(composition);
    const view = differentLessonView(composition, index, { shown, read, errors });
    this.pages.send(req, res, differentLessonPage, view, { status: errors.length > 0 ? 422 : 200 });
  }

  /** Undefined after somebody who never said where they work was sent to say so. */
  private async compose(req: Request, res: Response, number: string): Promise<Composition | undefined> {
    const found = await this.composer.compose(signedIn(req).id, number);
    if (found === null) {
      res.redirect(303, changesPaths.differences());
      return undefined;
    }
    const [composition] = found;
    if (!composition) throw none();
    return composition;
  }

  private async send(
    req: Request,
    res: Response,
    composition: Composition,
    answers: ReadonlyMap<string, string>,
    errors: FieldError[],
  ): Promise<void> {
    const shown = this.differences.seal(composition);
    const view = differencesView(composition, {
      shown,
      read: await this.differences.read(composition),
      answers,
      errors,
      workplacesHref: accountsPaths.workplaces(),
    });
    this.pages.send(req, res, differencesPage, view, { status: errors.length > 0 ? 422 : 200 });
  }
}

/** Whoever is asked to certify again does that, and records no addendum. */
const isOffered = (composition: Composition): boolean =>
  composition.cause !== null && differs(composition.differences) && !asksToCertifyAgain(composition);

/** The same for one that does not exist and for one that is somebody else's. */
function none(): NotFoundException {
  return new NotFoundException('You hold no such certificate that counts. Yours are under Certificates.');
}
