import { expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

// What passed is only counted: describing each of its nodes takes longer than looking for what is wrong.
const options: RunOptions = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'] }

/** Axe finds nothing on what is shown now. */
export async function expectNoFindings(page: Page, where: string): Promise<void> {
  // A page that was loaded anew has no axe yet. A megabyte of script is given to each page once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations, passed } = await page.evaluate(async (asked) => {
    // A transition half way has colours of its own.
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
    const loaded = (window as unknown as { readonly axe: typeof axe }).axe
    const results = await loaded.run(document, asked)
    return { violations: results.violations, passed: results.passes.length }
  }, options)
  const findings = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${where}: ${id} at ${String(target)}: ${failureSummary}`))
  expect(findings).toEqual([])
  expect(passed).toBeGreaterThan(10)
}
