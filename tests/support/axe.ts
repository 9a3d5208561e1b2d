import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Axe finds nothing on what is shown now. */
export async function expectNoFindings(page: Page, where: string): Promise<void> {
  // A transition half way has colours of its own.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))))
  const { violations, passes } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze()
  const findings = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${where}: ${id} at ${String(target)}: ${failureSummary}`))
  expect(findings).toEqual([])
  expect(passes.length).toBeGreaterThan(10)
}
