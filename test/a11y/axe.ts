import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The checker itself, for a page that does not have it yet. */
export const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

/** What axe finds serious or critical on an open page whose scripts may run. */
export async function seriousProblems(page: Page): Promise<string[]> {
  const present = await page.evaluate(() => 'axe' in window);
  if (!present) await page.evaluate(AXE);
  const findings = (await page.evaluate(
    `axe.run(document, {
       resultTypes: ['violations'],
       preload: false,
       runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
     }).then((results) => results.violations)`,
  )) as readonly Finding[];
  return findings
    .filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')
    .map((finding) => {
      const node = finding.nodes[0];
      return `axe ${finding.id}: ${finding.help} [${node?.target.join(' ')}] ${node?.failureSummary}`;
    });
}
