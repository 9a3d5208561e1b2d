import { verifyBooks } from '../../../src/main/ledger/verify.ts'
import { die } from '../death.ts'
import { openDesk } from './desk.ts'
import { beginLife, outlive, sendOfStep, tell } from './life.ts'
import { compareWithCompany, readPage } from './page.ts'
import { linkOf } from './suppliers.ts'
import { isOffline, stepDice, stepsOfLife } from './scenario.ts'
import { pauseOfStep, workOffline, workOfStep } from './work.ts'

/** One life of the program: works, sends, and dies where it is told to. */
const life = await beginLife()
const { db, time, script } = life
const { scenario } = script
const desk = openDesk(db, life.environment)

if (life.step < scenario.steps) await live()
else await drain()
db.close()

async function live(): Promise<void> {
  for (const { nth, at } = script.kill; life.step < script.until; life.step += 1) {
    if (at === 'between' && life.step - script.from === nth) die()
    if (at !== 'never' && life.step - script.from === stepsOfLife) outlive()
    await takeStep()
    tell({ done: life.step })
  }
}

async function takeStep(): Promise<void> {
  const { step } = life
  time.pass(pauseOfStep(stepDice(scenario.seed, step)))
  if (isOffline(scenario, step)) return beOffline()
  workOfStep({ scenario, step, db, desk })
  await sendOfStep(life)
}

/** Thirty days without a cable: everything is booked, nothing leaves. */
async function beOffline(): Promise<void> {
  life.cableOut = true
  for (let place = 0; place < scenario.offline; place += 1) {
    time.pass(Math.floor((30 * 86_400_000) / scenario.offline))
    workOffline({ scenario, step: life.step, db, desk }, place)
    if (place % 100 === 0) await life.sendRounds(1)
  }
}

/** Everything works, and whatever waits for a person is sent: it must all be settled soon, and the Reconcile page say so. */
async function drain(): Promise<void> {
  const asking = { db, desk, client: life.client }
  const unlinked = db.prepare<[], number>('SELECT supplier_id FROM supplier WHERE supplier_id NOT IN (SELECT supplier_id FROM vendor_link)').pluck().all()
  for (const supplierId of unlinked) desk.done('supplier.link_vendor', linkOf(supplierId))
  if (scenario.restores) await adoptAll(asking)
  desk.tried('export.pause', { paused: false })
  const [before, beganMs] = [accepted(), performance.now()]
  for (let round = 0; round < 60 && open().length > 0; round += 1) {
    const ids = db.prepare<[], number>("SELECT export_id FROM export_document WHERE state IN ('waiting', 'needs', 'refused') AND (queued = 0 OR state = 'refused') LIMIT 1000").pluck().all()
    if (ids.length > 0) desk.tried('export.send', { exportIds: ids })
    await life.sendRounds(3)
    time.pass(4_000_000)
    life.step += 1
  }
  tell({ drained: accepted() - before, ms: performance.now() - beganMs })
  await compareWithCompany(asking)
  tell({ page: readPage(asking) })
  tell({ left: wrong() })
}

/** Takes what is there already as what waits here, before anything goes out after a restore. */
async function adoptAll(asking: Parameters<typeof readPage>[0]): Promise<void> {
  await compareWithCompany(asking)
  for (const { state, export: waiting, externalId } of readPage(asking).findings) if (state === 'adoptable') desk.tried('export.adopt', { exportId: waiting?.exportId, externalId })
}

function accepted(): number {
  return db.prepare<[], number>("SELECT count(*) FROM export_document WHERE state = 'accepted'").pluck().get() ?? 0
}

function open(): string[] {
  const sql = "SELECT doc_number || ' ' || state || ' ' || why_json FROM export_document WHERE state IN ('waiting', 'needs', 'in_flight', 'unknown', 'refused')"
  return db.prepare<[], string>(sql).pluck().all()
}

/** What is wrong on this side when everything was done. */
function wrong(): string[] {
  return [...open(), ...verifyBooks(db).checks.flatMap(({ name, difference }) => (difference === null ? [] : [`${name}: ${JSON.stringify(difference)}`]))]
}
