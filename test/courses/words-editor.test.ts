import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { documentOf, markdownOf } from '../../assets/scripts/words/markdown.js';
import { fieldsOf } from '../../src/courses/authoring/block-source.js';
import { splitLesson } from '../../src/courses/authoring/lesson-source.js';
import { sourcesIn } from '../../src/courses/authoring/sources-file.js';
import { CitingMarkdown } from '../../src/courses/format/markdown.js';
import { Problems } from '../../src/courses/format/problems.js';
import { startBrowser } from '../support/browser.js';
import { problemsOnScreen } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { paleDrawing } from './media-files.js';

const COURSE = path.resolve(import.meta.dirname, '../../content/advance-decisions');
const sources = sourcesIn(readFileSync(path.join(COURSE, 'sources.yaml'), 'utf8')) ?? new Map();
const ward = { file: 'ward.webp', sha256: '0'.repeat(64), bytes: 1, width: 640, height: 480 };
const media = new Map([[ward.file, ward]]);
const shown = (markdown: string) =>
  new CitingMarkdown('', { sources, media }, 'to the list', new Problems()).html(markdown, 1);
/** A line break in a paragraph shows as a space does. */
const words = (html: string) => html.replaceAll(/\s+/g, ' ').replaceAll('> <', '><');

function everyMarkdown(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string' && ['markdown', 'default', 'stem', 'feedback'].includes(key)
      ? [each]
      : everyMarkdown(each),
  );
}

describe('words between Markdown and the editor', () => {
  const ofTheCourse = readdirSync(path.join(COURSE, 'lessons')).flatMap((name) =>
    (splitLesson(readFileSync(path.join(COURSE, 'lessons', name), 'utf8'))?.pieces ?? []).flatMap((piece) =>
      everyMarkdown(fieldsOf(piece)),
    ),
  );

  it('shows every passage of the course as before, once the editor has written it anew', () => {
    expect(ofTheCourse.length).toBeGreaterThan(100);
    for (const markdown of ofTheCourse) {
      const document = documentOf(markdown);
      expect([markdown, document]).not.toEqual([markdown, null]);
      if (document) expect(words(shown(markdownOf(document)))).toBe(words(shown(markdown)));
    }
  });

  it.each([
    '## A heading\n\nWords with **bold**, _italic_ and `code`.',
    '- one\n- two\n  - nested\n\n1. first\n2. second',
    '| Nation | Law |\n| --- | --- |\n| Wales | a \\| b [@mca2005 s25(2)] |',
    '> Quoted\n> on two lines',
    'A [link](https://example.org/a_(b)) and <https://example.org>.',
    'Under_scores, 2 * 3 * 4, \\[not a link\\], 1\\. not a list, {{answer}} & <b>no tag</b>',
    'A line\\\nand the next',
  ])('gives back %j', (markdown) => {
    const document = documentOf(markdown);
    expect(document).not.toBeNull();
    if (document) expect(words(shown(markdownOf(document)))).toBe(words(shown(markdown)));
  });

  it('keeps pictures of the course among the words', () => {
    const markdown = 'See ![The *ward* \\[7\\]](media/ward.webp), then ![](media/ward.webp "decorative").';
    const document = documentOf(markdown);
    expect(shown(markdown)).toContain('alt="The ward [7]" width="640" height="480"');
    expect(document && words(shown(markdownOf(document)))).toBe(words(shown(markdown)));
  });

  it.each(['![A picture](https://example.org/a.png)', '```\ncode\n```', '~~struck~~'])(
    'leaves %j to the field of text, as it could not give it back',
    (markdown) => {
      expect(documentOf(markdown)).toBeNull();
    },
  );
});

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><h1 style="color:red">Best<o:p></o:p> interests</h1>
<p class=MsoNormal style='margin:0'>Ask&nbsp;<b style='mso-bidi-font-weight:normal'>first</b>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>one</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>below one</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>two</p>
<table><tr><td><p>Nation</p></td><td><p>Law</p></td></tr><tr><td><p>Wales</p></td><td><p>MCA</p><p>2005</p></td></tr></table>
<p><script>window.harm = 1</script><img src=x onerror="window.harm = 1"><a href="javascript:window.harm=1">no</a> <svg onload="window.harm=1"></svg>
<a href="https://example.org">yes</a></p><!--EndFragment--></body></html>`;

describe('the editor for words', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  let lesson = '';

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    browser = await startBrowser();
    page = await signedInPage({ app, browser }, 'trainer@beforehand.example', {
      viewport: { width: 1280, height: 900 },
    });
    page.setDefaultTimeout(15_000);
    await page.goto(`${app.url}/studio`);
    await page.getByRole('button', { name: 'Begin a draft of Advance decisions in practice' }).press('Enter');
    await page.getByRole('link', { name: 'Is it valid?' }).press('Enter');
    lesson = page.url();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const typed = () => page.locator('textarea[name=markdown]').inputValue();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
  const newText = () => page.goto(`${lesson.replace(/\?.*/, '')}/blocks/new?kind=text`);

  it('writes with a toolbar and the keyboard alone, and keeps Markdown', async () => {
    await newText();
    const field = page.getByRole('textbox', { name: 'Words' });
    await page.getByText('Words', { exact: true }).click();
    await page.keyboard.type('Ask ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('first');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('. See [@mca2005 s24]');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two');
    expect(await typed()).toBe('Ask **first**. See [@mca2005 s24]\n\n- one\n- two');

    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const toolbar = page.getByRole('toolbar', { name: 'Formatting of “Words”' });
    await toolbar.getByRole('button', { name: 'Heading', exact: true }).focus();
    await page.keyboard.press('End');
    for (let back = 0; back < 2; back += 1) await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Table');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Nation');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Law | its name');
    await press('Remove the row');
    expect(await page.getByRole('alert').count()).toBe(0);
    await press('Undo');
    expect(await typed()).toContain('| Nation | Law \\| its name |\n| --- | --- |\n|  |  |');

    await field.focus();
    await field.locator('p').first().click();
    await page.keyboard.press('Home');
    await page.keyboard.type('Look: ');
    await press('Cite');
    await page.getByRole('dialog', { name: 'Cite a source' }).getByLabel('Source').selectOption({ index: 0 });
    await page.getByLabel('Where in it').fill('s25(2)');
    await page.keyboard.press('Enter');
    expect(await typed()).toMatch(/^Look: \[@[\w-]+ s25\(2\)\]Ask/);
    await press('Link');
    await page.getByRole('dialog').getByLabel('Address').fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Give an address that begins with https://').waitFor();
    await page.getByRole('dialog').getByLabel('Address').fill('https://example.org/a');
    await page.keyboard.press('Enter');
    expect(await typed()).toContain('<https://example.org/a>');

    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await problemsOnScreen(page, `the editor at ${String(width)}`)).toEqual([]);
    }
    await press('Add the block');
    await page.getByText('The block is added: text.').waitFor();
  });

  it('takes over from Word what words may hold, and nothing that runs', async () => {
    await newText();
    await paste(WORD);
    expect(await typed()).toBe(
      [
        '## Best interests',
        'Ask **first**.',
        '- one\n  - below one\n- two',
        '| Nation | Law |\n| --- | --- |\n| Wales | MCA 2005 |',
        'no [yes](https://example.org)',
      ].join('\n\n'),
    );
    expect(await page.evaluate('window.harm')).toBeUndefined();
  });

  it('takes two megabytes from Word', async () => {
    await newText();
    const paragraph = `<p class=MsoNormal style='${'mso-margin-top-alt:auto;'.repeat(40)}'><span lang=EN-GB>One sentence of a long policy.</span></p>`;
    await paste(paragraph.repeat(Math.ceil(2_000_000 / paragraph.length)));
    expect((await typed()).split('\n\n').length).toBeGreaterThan(1_800);
  });

  it('shows the same words as text, and leaves to text what it cannot show', async () => {
    await newText();
    await page.getByRole('button', { name: 'Edit as text' }).press('Enter');
    const text = page.locator('textarea[name=markdown]');
    await text.fill('Some **bold** words');
    await page.getByRole('button', { name: 'Edit as text' }).press('Enter');
    expect(await page.getByRole('textbox', { name: 'Words' }).innerHTML()).toContain('<strong>bold</strong>');
    await page.getByRole('button', { name: 'Edit as text' }).press('Enter');
    await text.fill('```\ncode\n```');
    await page.getByRole('button', { name: 'Edit as text' }).press('Enter');
    await page.getByText('edited as text only').waitFor();
    expect(await text.isVisible()).toBe(true);
    expect(await text.inputValue()).toBe('```\ncode\n```');
  });

  /** As from the clipboard, into the field that has the words. */
  async function paste(html: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Words' }).focus();
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', ${JSON.stringify(html)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }`);
  }

  it('shows a picture of the course among the words, once it is said what it shows', async () => {
    await page.goto(lesson);
    await page.getByRole('link', { name: 'Advance decisions in practice' }).press('Enter');
    await page.getByRole('link', { name: 'Pictures, video and documents' }).first().press('Enter');
    const file = { name: 'pale.png', mimeType: 'image/png', buffer: await paleDrawing() };
    await page.getByLabel('A file from your device').setInputFiles(file);
    await press('Add the file');
    await page.getByText('pale.webp is added to the draft.').waitFor();
    await newText();
    await page.getByText('Words', { exact: true }).click();
    await page.keyboard.type('See ');
    await press('Picture');
    await press('Done');
    await page.getByText('Say what the picture shows, or that it is decorative').waitFor();
    expect(await problemsOnScreen(page, 'the dialog of a picture')).toEqual([]);
    await page.getByLabel('Alternative text').fill('A pale [grey] field');
    await press('Done');
    expect(await typed()).toBe(String.raw`See ![A pale \[grey\] field](media/pale.webp)`);
    await page.getByRole('img', { name: 'A pale [grey] field' }).waitFor();
  });
});
