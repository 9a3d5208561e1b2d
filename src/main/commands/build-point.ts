import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { builtProduct } from '../ledger/boms.ts'
import type { CommandHandler } from './context.ts'

const statements = perConnection((db) => ({
  put: db.prepare<[number, number, number]>(
    `INSERT INTO build_point (product_id, build_point, target_level) VALUES (?, ?, ?)
     ON CONFLICT (product_id) DO UPDATE SET build_point = excluded.build_point, target_level = excluded.target_level`,
  ),
  remove: db.prepare<[number]>('DELETE FROM build_point WHERE product_id = ?'),
}))

/** Says at which stock a product is to be built and up to which, or that nobody watches it. The target lies above the build point. */
export const setBuildPoint: CommandHandler<'bom.set_build_point'> = (context, { productId, level }) => {
  const { db } = context
  const product = builtProduct(db, productId)
  if (!product.ok) return product
  if (level === null) {
    statements(db).remove.run(productId)
  } else {
    const { buildPoint, targetLevel } = level
    if (targetLevel <= buildPoint) return err(appError('bom.target_not_above_build_point', { field: 'level.targetLevel', buildPoint, targetLevel }))
    statements(db).put.run(productId, buildPoint, targetLevel)
  }
  context.audit('build_point', productId, level === null ? 'cleared' : 'set', level ?? {})
  context.changed({ kind: 'bom', id: productId })
  return ok({})
}
