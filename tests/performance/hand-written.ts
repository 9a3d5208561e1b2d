import type { Database } from '../../src/main/database/open.ts'
import { openCommand } from '../support/shop.ts'

/**
 * The lower bound of a build: prepared statements written by hand, row by row, that leave the same rows in the same tables
 * as the program does. It reads which lots are next, as any program must, and otherwise plans, hashes and checks nothing.
 */
export function handWrittenBuild(db: Database) {
  // `+ 0`: with a bare `?` SQLite plans these anew at each turn.
  const product = db.prepare<[number], number>("SELECT bom_version_id FROM bom_version WHERE product_id = ? + 0 AND status = 'active'").pluck()
  const pick = db.prepare<[number], { lot_id: number; remaining: number; value: number }>(
    'SELECT lot_id, remaining, value FROM lot_balance WHERE product_id = ? + 0 AND remaining > 0 ORDER BY received_on, lot_id LIMIT 2',
  )
  const nextBuild = db.prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM build').pluck()
  const build = db.prepare('INSERT INTO build (product_id, bom_version_id, quantity, business_date) VALUES (?, ?, ?, ?)')
  const buildLine = db.prepare('INSERT INTO build_line (build_id, line_no, product_id, quantity_per_unit, optional) VALUES (?, ?, ?, ?, 0)')
  const costLine = db.prepare("INSERT INTO build_cost_line VALUES (?, 1, 'labor', 'labor', ?, NULL, NULL, ?)")
  const posting = db.prepare(
    "INSERT INTO posting (command_id, kind, document_kind, document_id, business_date, recorded_at, format_version, hash) VALUES (?, 'build', 'build', ?, ?, ?, 1, ?)",
  )
  const entry = db.prepare(
    "INSERT INTO entry (posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id) VALUES (?, ?, ?, ?, ?, ?, 'build', ?)",
  )
  const lot = db.prepare(
    "INSERT INTO lot (product_id, number, made_quantity, received_on, document_kind, document_id, posting_id, number_order) VALUES (?, ?, ?, ?, 'build', ?, ?, ?)",
  )
  const lotBalance = db.prepare('INSERT INTO lot_balance VALUES (?, ?, ?, ?, ?)')
  const moveLot = db.prepare('UPDATE lot_balance SET remaining = remaining - ?, value = value - ? WHERE lot_id = ?')
  const moveProduct = db.prepare('UPDATE product_balance SET quantity = quantity + ?, value = value + ? WHERE product_id = ?')
  const number = db.prepare('UPDATE build SET number = ?, posting_id = ? WHERE build_id = ?')
  const audit = db.prepare("INSERT INTO audit (command_id, subject, subject_id, action, after_json) VALUES (?, 'build', ?, 'executed', ?)")
  const hash = '0'.repeat(64)

  return (finishedId: number, componentIds: readonly number[], perUnit: number, labor: number, date: string) => {
    db.exec('BEGIN IMMEDIATE')
    const stamp = openCommand(db)
    const buildNumber = nextBuild.get()!
    const buildId = build.run(finishedId, product.get(finishedId), 1_000_000, date).lastInsertRowid
    for (const [place, componentId] of componentIds.entries()) buildLine.run(buildId, place + 1, componentId, perUnit)
    costLine.run(buildId, labor, labor)
    const postingId = posting.run(stamp.commandId, buildId, date, stamp.recordedAt, hash).lastInsertRowid
    let total = labor
    for (const componentId of componentIds) {
      let missing = perUnit
      let drawn = 0
      for (const open of pick.all(componentId)) {
        if (missing === 0) break
        const taken = Math.min(missing, open.remaining)
        const value = taken === open.remaining ? open.value : Math.round((open.value * taken) / open.remaining)
        entry.run(postingId, 'lot', componentId, open.lot_id, -taken, -value, buildId)
        moveLot.run(taken, value, open.lot_id)
        missing -= taken
        drawn += value
      }
      moveProduct.run(-perUnit, -drawn, componentId)
      total += drawn
    }
    entry.run(postingId, 'labor', null, null, 0, -labor, buildId)
    const lotId = lot.run(finishedId, `B-${buildNumber}`, 1_000_000, date, buildId, postingId, `b-${String(String(buildNumber).length).padStart(2, '0')}${buildNumber}`).lastInsertRowid
    entry.run(postingId, 'lot', finishedId, lotId, 1_000_000, total, buildId)
    lotBalance.run(lotId, finishedId, date, 1_000_000, total)
    moveProduct.run(1_000_000, total, finishedId)
    number.run(buildNumber, postingId, buildId)
    audit.run(stamp.commandId, buildId, `{"reference":"PSB-B-${buildNumber}"}`)
    db.exec('COMMIT')
  }
}

interface Holder {
  readonly originId: number
  readonly kind: string
  readonly id: number
  readonly quantity: number
  readonly value: number
}

/**
 * The lower bound of a late cost: one pass down the lots, written by hand, that reads who holds what, shares by quantity in
 * plain arithmetic and leaves the same rows in the same tables. It neither plans, hashes nor checks anything, and knows
 * beforehand that each build made one lot and that everything else is a sale.
 */
export function handWrittenLateCost(db: Database) {
  const holders = db.prepare<[number], Holder>(
    `SELECT coalesce(follows_entry_id, entry_id) AS originId, document_kind AS kind, document_id AS id, -sum(quantity) AS quantity, -sum(value) AS value
     FROM entry WHERE lot_id = ? GROUP BY originId, document_kind, document_id ORDER BY originId`,
  )
  const balance = db.prepare<[number], { remaining: number; value: number; product_id: number }>('SELECT remaining, value, product_id FROM lot_balance WHERE lot_id = ?')
  const made = db.prepare<[number], number>("SELECT lot_id FROM lot WHERE document_kind = 'build' AND document_id = ?").pluck()
  const posting = db.prepare(
    "INSERT INTO posting (command_id, kind, document_kind, document_id, business_date, recorded_at, format_version, hash) VALUES (?, 'late_cost', 'receipt', ?, ?, ?, 1, ?)",
  )
  const entry = db.prepare(
    'INSERT INTO entry (posting_id, account, product_id, lot_id, quantity, value, document_kind, document_id, follows_entry_id) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)',
  )
  const moveLot = db.prepare('UPDATE lot_balance SET value = value + ? WHERE lot_id = ?')
  const moveProduct = db.prepare('UPDATE product_balance SET value = value + ? WHERE product_id = ?')
  const correction = db.prepare('INSERT INTO receipt_correction (posting_id, receipt_id, line_no, unit_cost) VALUES (?, ?, 1, ?)')
  const hash = '0'.repeat(64)

  return (receiptId: number, firstLotId: number, difference: number, unitCost: number, date: string) => {
    db.exec('BEGIN IMMEDIATE')
    const stamp = openCommand(db)
    const postingId = posting.run(stamp.commandId, receiptId, date, stamp.recordedAt, hash).lastInsertRowid
    const move = (lotId: number, by: number) => {
      const { remaining, value, product_id } = balance.get(lotId)!
      const [maker, ...draws] = holders.all(lotId)
      entry.run(postingId, 'lot', product_id, lotId, by, maker!.kind, maker!.id, maker!.originId)
      const total = draws.reduce((sum, draw) => sum + draw.value, value) + by
      const units = draws.reduce((sum, draw) => sum + draw.quantity, remaining)
      let left = by
      for (const { originId, kind, id, quantity, value: held } of draws) {
        const more = Math.floor((total * quantity) / units) - held
        entry.run(postingId, 'lot', product_id, lotId, -more, kind, id, originId)
        left -= more
        if (kind === 'build') move(made.get(id)!, more)
        else entry.run(postingId, 'cost_of_goods_sold', null, null, more, kind, id, null)
      }
      moveLot.run(left, lotId)
      moveProduct.run(left, product_id)
    }
    entry.run(postingId, 'supplier', null, null, -difference, 'receipt', receiptId, null)
    move(firstLotId, difference)
    correction.run(postingId, receiptId, unitCost)
    db.exec('COMMIT')
  }
}
