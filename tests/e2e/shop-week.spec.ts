import { shot } from '../support/app.ts'
import { test } from '../support/e2e.ts'
import { metalShopIn } from '../support/metal-shop/shop.ts'
import { shopWeek } from '../support/shop-week/steps.ts'

test('a metal shop through a week of planned and quick builds, review and sales, by keyboard, every figure against the entries', async ({ app, userData }) => {
  await app.page.setViewportSize({ width: 1280, height: 800 })
  const shop = metalShopIn(app.page, userData)
  for (const { what, run } of shopWeek) {
    await test.step(what, () => run(shop))
    await shot(app.page, `week-${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`)
  }
})
