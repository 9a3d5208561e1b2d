import { buildBundles, bundlesAreStale } from '../../build/bundles.ts'

/** What is driven is what the sources say: builds before the first test when a bundle is older than they are. */
export default async function buildFirst(): Promise<void> {
  if (bundlesAreStale()) await buildBundles()
}
