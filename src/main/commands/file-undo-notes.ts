import { z } from 'zod'
import { importKind } from '../../shared/imports.ts'

const id = z.int()

/** What an import wrote down of itself, to be taken back from. */
export const importUndo = z.strictObject({
  /** Products it made, with their opening stock. */
  products: z.array(z.tuple([id, id.nullable()])),
  /** Products it changed, with what they said before. */
  changedProducts: z.array(
    z.tuple([
      id,
      z.strictObject({
        sku: z.string(),
        name: z.string(),
        kind: z.enum(['raw_material', 'component', 'sub_assembly', 'finished_good']),
        unit: z.string(),
        unitCost: z.int(),
        reorderPoint: z.int().nullable(),
        purchaseUnit: z.string().nullable(),
        purchaseFactor: z.int().nullable(),
        supplierId: id.nullable(),
        notes: z.string(),
        barcodes: z.array(z.string()),
      }),
    ]),
  ),
  /** Opening stock of products that were there. */
  openings: z.array(id),
  suppliers: z.array(id),
  changedSuppliers: z.array(
    z.tuple([id, z.strictObject({ code: z.string(), name: z.string(), contact: z.string(), email: z.string(), phone: z.string(), notes: z.string() })]),
  ),
  /** Of each product the version it made, and the one that was active before. */
  boms: z.array(z.tuple([id, id, id.nullable()])),
})
export type ImportUndo = z.infer<typeof importUndo>

/** All that an import wrote down of itself. */
export const importNotes = z.object({ kind: importKind, fileName: z.string(), undo: importUndo })
