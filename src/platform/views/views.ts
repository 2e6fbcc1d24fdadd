import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { PRODUCT_FOLDER } from '../shipped-data.js';
import { TemplateSet } from './template-set.js';

const VIEWS = path.join(PRODUCT_FOLDER, 'views');
const MANIFEST = path.join(PRODUCT_FOLDER, 'dist/public/manifest.json');

/** The product's templates and the addresses of its assets. Outside production, templates are read again when they change. */
@Injectable()
export class Views implements OnModuleDestroy {
  private templates = TemplateSet.load(VIEWS);
  private readonly assets: Record<string, string>;
  private readonly watcher: FSWatcher | undefined;
  private changed = false;
  private editions = 1;

  constructor(@Inject(CONFIG) config: Config) {
    this.assets = readManifest(config.production);
    if (!config.production) {
      this.watcher = watch(VIEWS, { recursive: true, persistent: false }, () => {
        this.changed = true;
      });
    }
  }

  /** Makes the HTML of a template. Templates reach `data` with `@name`. */
  render(template: string, view: object, data: Record<string, unknown>): string {
    this.readAgainIfChanged();
    return this.templates.render(template, view, data);
  }

  /** Tells what was made of the present templates from what was made of earlier ones. */
  get edition(): number {
    this.readAgainIfChanged();
    return this.editions;
  }

  private readAgainIfChanged(): void {
    if (!this.changed) return;
    this.templates = TemplateSet.load(VIEWS);
    this.changed = false;
    this.editions += 1;
  }

  /** The address of a built asset, `site.css`: its name holds a hash of its content, so that it may be kept for ever. */
  assetUrl(name: string): string {
    return `/assets/${this.assets[name] ?? name}`;
  }

  /** The bytes of a built asset, `site.css`, for what leaves the product with its pages. */
  assetText(name: string): string {
    return readFileSync(path.join(PRODUCT_FOLDER, 'dist/public', this.assets[name] ?? name), 'utf8');
  }

  onModuleDestroy(): void {
    this.watcher?.close();
  }
}

function readManifest(required: boolean): Record<string, string> {
  if (existsSync(MANIFEST)) return JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, string>;
  if (required) throw new Error('The styles and scripts have not been built. Run `npm run build` first.');
  return {};
}
