import path from 'node:path'
import { buildBundles, bundlesAreStale } from './bundles.ts'
import { root, runNode } from './project.ts'

/** `npm run demo`: the first working day on the built program, told step by step; fails when a figure is not as it should be. */
async function demo(): Promise<number> {
  if (bundlesAreStale()) {
    console.error('Building…')
    await buildBundles()
  }
  return runNode([path.join(root, 'tests', 'support', 'demo.ts')])
}

process.exitCode = await demo()
