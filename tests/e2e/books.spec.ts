import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openLedger } from '../../src/main/database/open.ts'
import { palette } from '../support/first-day.ts'
import { shot } from '../support/app.ts'
import { callBridge, createSupplier } from '../support/bridge.ts'
import { expect, test } from '../support/e2e.ts'

const companyIn = (userData: string) => path.join(userData, 'company')
const backUp = async (page: Parameters<typeof callBridge>[0]) => expect(await callBridge(page, { kind: 'host', name: 'backup.now', input: {} })).toMatchObject({ ok: true })

test('what is kept is rebuilt and compared, and a lost note of a backup is told', async ({ app, userData }) => {
  await createSupplier(app.page, 'Acme Metals', 'ACM')
  await backUp(app.page)
  await palette(app.page, 'Check my books')
  const rebuilt = app.page.getByRole('region', { name: 'Rebuilt and compared' })
  await expect(rebuilt.getByRole('listitem').filter({ hasText: 'What a search for suppliers looks at.' })).toContainText('1 row compared.')
  const backups = app.page.getByRole('region', { name: 'Backups' })
  await expect(backups).toContainText('backup looked at. Where each one ends was compared with these books')
  await shot(app.page, 'books-right')

  const folder = path.join(companyIn(userData), 'backups')
  const notes = readdirSync(folder).filter((file) => file.endsWith('.heads.json'))
  expect(notes.length).toBeGreaterThan(0)
  for (const note of notes) rmSync(path.join(folder, note))
  await app.page.getByRole('button', { name: 'Check again' }).click()
  await expect(backups).toContainText('It was read from the backup itself, so nothing is lost.')
  await expect(app.page.getByText(/^Your books are right/)).toBeVisible()
})

test('what was cut off since a backup is found, and what is kept wrong says where', async ({ app, userData }) => {
  await createSupplier(app.page, 'Acme Metals', 'ACM')
  await createSupplier(app.page, 'Best Bolts', 'BES')
  await backUp(app.page)
  await app.close()
  const opened = openLedger(path.join(companyIn(userData), 'ledger.db'), { access: 'read_write' })
  if (!opened.ok) throw new Error(opened.error.code)
  opened.value.exec(`PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;
    CREATE TEMP TABLE guards AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('command_log', 'audit')`)
  const guards = opened.value.prepare<[], { name: string; sql: string }>('SELECT name, sql FROM guards').all()
  for (const { name } of guards) opened.value.exec(`DROP TRIGGER ${name}`)
  opened.value.exec(`DELETE FROM audit WHERE command_id = (SELECT command_id FROM command_log ORDER BY seq DESC LIMIT 1);
    DELETE FROM command_log WHERE seq = (SELECT max(seq) FROM command_log);
    DELETE FROM supplier WHERE code = 'BES'; UPDATE supplier SET search_text = 'gold'`)
  for (const { sql } of guards) opened.value.exec(sql)
  opened.value.close()

  const page = await app.restart()
  await palette(page, 'Check my books')
  await expect(page.getByText(/^Postings or records are missing or were changed since the backup of .*: expected command \d+ sealed \w+, found no command \d+\.$/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Rebuilt and compared' })).toContainText('First difference at supplier 1: expected “acm acme metals ”, found “gold”.')
  await shot(page, 'books-wrong')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('region', { name: 'Backups' }).scrollIntoViewIfNeeded()
  await shot(page, 'books-wrong-dark')
})
