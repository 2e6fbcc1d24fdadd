import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate, type RuleConfig } from 'html-validate';
import type { Page } from 'playwright-core';
import { pageSeen } from './pages-seen.mjs';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A phone and a desk. */
const WIDTHS = [320, 1280];
const MOST_BYTES = 40_000;

/** Opens the address and answers what is wrong with it: its HTML, its weight, and how it stands on a phone and on a desk. */
export async function problemsAt(page: Page, address: string, mostBytes = MOST_BYTES): Promise<string[]> {
  const answer = await page.goto(address);
  const html = (await answer?.text()) ?? '';
  const problems = await problemsInMarkup(html, address);
  if (Buffer.byteLength(html) > mostBytes)
    problems.push(`${address}: ${String(Buffer.byteLength(html))} bytes of HTML`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    problems.push(...(await problemsOnScreen(page, `${address} at ${String(width)}`)));
  }
  return problems;
}

/** What axe has against the page as it stands open, and how far it is wider than its window. */
export async function problemsOnScreen(page: Page, where: string): Promise<string[]> {
  // A page is loaded with axe once, and what passes is not carried over in full: both cost most of the time.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const { violations, template, overflow } = await page.evaluate<Looked>(`(async () => {
    const { violations } = await window.axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] });
    const [visit] = performance.getEntriesByType('navigation');
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      violations: violations.map(({ id, nodes }) => id + ' ' + (nodes[0]?.html ?? '')),
      template: visit?.serverTiming.find(({ name }) => name === 'page')?.description ?? null,
      overflow: scrollWidth - clientWidth,
    };
  })()`);
  if (template !== null) pageSeen(template);
  await paint(page, where);
  const problems = violations.map((violation) => `${where}: ${violation}`);
  if (overflow > 0) problems.push(`${where}: ${String(overflow)} px too wide`);
  return problems;
}

/** With `PICTURES` in the environment every page that is looked at is also kept there as a picture. */
async function paint(page: Page, where: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (!folder) return;
  const width = page.viewportSize()?.width ?? 0;
  const name = where
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/ at \d+$/, '')
    .replaceAll(/\W+/g, '-')
    .slice(0, 80);
  await page.screenshot({ path: path.join(folder, `${String(width)}-${name}.png`) });
}

interface Looked {
  violations: string[];
  /** Of the page, as the test's application tells it. */
  template: string | null;
  /** Pixels. */
  overflow: number;
}

const standard = ['html-validate:standard', 'html-validate:a11y'];
const asServed = new HtmlValidate({ extends: standard });

/** What the validator has against a page. `rules` are for HTML that a browser wrote anew. */
export async function problemsInMarkup(html: string, where: string, rules?: RuleConfig): Promise<string[]> {
  const validator = rules ? new HtmlValidate({ extends: standard, rules }) : asServed;
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${where}:${String(line)} ${ruleId}: ${message}`),
  );
}
