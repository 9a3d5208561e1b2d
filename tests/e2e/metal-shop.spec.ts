import { shot } from '../support/app.ts'
import { test } from '../support/e2e.ts'
import { metalShopIn } from '../support/metal-shop/shop.ts'
import { metalShop } from '../support/metal-shop/steps.ts'

test('a metal shop, from its first product to the recall of its steel, by keyboard, to the last inch and cent', async ({ app, userData }) => {
  await app.page.setViewportSize({ width: 1280, height: 800 })
  const shop = metalShopIn(app.page, userData)
  for (const { what, run } of Object.values(metalShop).flat()) {
    await test.step(what, () => run(shop))
    await shot(app.page, `metal-${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`)
  }
})
