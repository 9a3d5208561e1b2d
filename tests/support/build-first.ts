import { buildBundles, bundlesAreStale } from '../../build/bundles.ts'
import { forgetMadeShop } from './made-shop.ts'

/** What is driven is what the sources say: builds before the first test when a bundle is older than they are. */
export default async function buildFirst(): Promise<void> {
  forgetMadeShop()
  if (bundlesAreStale()) await buildBundles()
}
