import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PRODUCT_FOLDER } from '../shipped-data.js';
import { TemplateFault } from './template-checks.js';
import { TemplateSet } from './template-set.js';

describe('the templates that ship', () => {
  it('call each other rightly', () => {
    expect(() => {
      TemplateSet.load(path.join(PRODUCT_FOLDER, 'views')).check();
    }).not.toThrow();
  });
});

describe('a template', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'views-'));
    mkdirSync(path.join(folder, 'components'));
    writeFileSync(path.join(folder, 'components/tag.hbs'), '{{!--\n@param text\n@param [kind]\n--}}<b>{{text}}</b>');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['{{> components/tga text="x"}}', 'views/page.hbs:1: there is no views/components/tga.hbs'],
    ['\n{{> components/tag}}', 'views/page.hbs:2: components/tag needs text'],
    ['{{> components/tag text="x" colour="red"}}', 'views/page.hbs:1: components/tag does not take colour'],
    ['{{{words}}}', 'views/page.hbs:1: {{{words}}} is written unescaped'],
  ])('%j is a fault', (source, fault) => {
    writeFileSync(path.join(folder, 'page.hbs'), source);
    const check = () => {
      TemplateSet.load(folder).check();
    };
    expect(check).toThrow(TemplateFault);
    expect(check).toThrow(fault);
  });

  it('is made with what it is given, escaped', () => {
    writeFileSync(path.join(folder, 'page.hbs'), '<p>{{> components/tag text=name}}</p>');
    const set = TemplateSet.load(folder);
    set.check();
    expect(set.render('page', { name: '<i>' }, {})).toBe('<p><b>&lt;i&gt;</b></p>');
  });
});
