import { buildBundles } from './bundles.ts'
import { findBrowser } from './find-browser.ts'
import { checkTypes, type Counts, countLine, lint, runPlaywright, runVitest, total } from './runners.ts'

/** `npm test`: everything there is. Its last line is the sum of all runners. */
async function testAll(): Promise<Counts> {
  const browser = findBrowser({ install: true })
  if ('problem' in browser) console.error(browser.problem)
  else process.env['CHROMIUM_PATH'] = browser.path
  // Nobody looks at pictures of a run that goes over everything; a test that failed keeps its own.
  process.env['PARTSEMBLE_PICTURES'] ??= 'none'
  return total([await build(), await checkTypes(), await lint(), await runVitest(), await runPlaywright()])
}

async function build(): Promise<Counts> {
  try {
    await buildBundles()
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const counts = await testAll()
console.log(`\n${countLine(counts)}`)
process.exitCode = counts.failed === 0 ? 0 : 1
