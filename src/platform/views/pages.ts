import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Frames } from './frames.js';
import { Navigation, type NavigationLink } from './navigation.js';
import type { Page, PageModel } from './page.js';
import { Views } from './views.js';

/** A page without what surrounds it. */
export interface Contents {
  title: string;
  bodyHtml: string;
}

/** Sends pages: a view in its template, in the layout that says where one is and who one is. */
@Injectable()
export class Pages implements OnModuleInit {
  private navigation: Navigation;
  private readonly frames: Frames;

  constructor(
    private readonly views: Views,
    private readonly modules: ModuleRef,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.frames = new Frames(views);
  }

  onModuleInit(): void {
    this.navigation = this.modules.get(Navigation, { strict: false });
  }

  /** Answers with the page, under the notice that waits for this visitor. Pages of a signed-in person are kept by no cache. */
  send<View extends PageModel>(
    req: Request,
    res: Response,
    page: Page<View>,
    view: View,
    options: { status?: number } = {},
  ): void {
    const data = { site: this.site(req), csrf: once(() => req.csrf()) };
    const contents = { title: view.title, bodyHtml: this.views.render(page.template, view, data) };
    this.surround(req, res, page, contents, data, options);
  }

  /** What a page says, where it says the same to everyone who is given the same view. See `part`. */
  contents<View extends PageModel>(page: Page<View>, view: View): Contents {
    return { title: view.title, bodyHtml: this.part(page.template, view) };
  }

  /** Answers with a page whose contents were made before. */
  sendContents(req: Request, res: Response, page: Page<PageModel>, contents: Contents): void {
    this.surround(req, res, page, contents, { site: this.site(req), csrf: once(() => req.csrf()) }, {});
  }

  /** Tells what was made of the present templates from what was made of earlier ones. */
  get edition(): number {
    return this.views.edition;
  }

  private surround(
    req: Request,
    res: Response,
    { layout }: Page<PageModel>,
    { title, bodyHtml }: Contents,
    data: { site: object; csrf: () => string },
    options: { status?: number },
  ): void {
    const notice = takeNotice(req);
    const noticeHtml = notice === null ? '' : this.views.render('components/notice', { text: notice }, { ...data });
    const framed = { title, bodyHtml: noticeHtml + bodyHtml, csrf: data.csrf };
    const html = this.frames.around(layout, data.site, framed);
    res.status(options.status ?? 200);
    if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', req.person ? 'no-store' : 'private, no-cache');
    res.type('html').send(html);
  }

  /**
   * The HTML of a part of a page that looks the same to everyone who is given the same view: it can reach neither `@site`
   * nor `@csrf`, so it may be kept.
   */
  part(template: string, view: object): string {
    return this.views.render(template, view, {});
  }

  /** What templates reach as `@site`, wherever they stand. The same for everyone who may do the same, at one part of the site. */
  private site(req: Request) {
    const links = this.navigation.linksFor(req.person);
    return {
      home: links.home,
      primary: marked(links.primary, req.path),
      staff: marked(links.staff, req.path),
      account: marked(links.account, req.path),
      footer: links.footer,
      signOut: links.signOut,
      provider: this.config.provider.name,
      sample: this.config.sampleContent,
      stylesheet: this.views.assetUrl('site.css'),
      script: this.views.assetUrl('site.js'),
      icon: this.views.assetUrl('icon.svg'),
    };
  }
}

/** Tells the link to this very page (`page`) from one to a part of the site that holds it (`part`). */
function marked(links: NavigationLink[], path: string) {
  return links.map((link) => ({
    ...link,
    current: link.href === path ? 'page' : path.startsWith(`${link.href}/`) ? 'true' : null,
  }));
}

function takeNotice(req: Request): string | null {
  // A request that fails early, such as one whose body is too large, gets its page before there is a session.
  const session = req.session as Request['session'] | undefined;
  if (session?.notice === undefined) return null;
  const { notice } = session;
  delete session.notice;
  return notice;
}

/** Two forms on one page carry the same token: a second one made for it would undo the first. */
function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}
