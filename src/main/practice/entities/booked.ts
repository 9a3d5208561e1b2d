import { book, type Posted } from '../bookkeeping.ts'
import type { Entity, World } from '../entity.ts'
import { textAt, type JsonObject } from '../json.ts'
import { closedFor } from '../lookups.ts'

/** What every document of a type does to the books: it is booked as it is written, and taken out with it unless its day is closed. */
export function bookedAs(type: string, postedOf: (body: JsonObject, world: World) => Posted): Required<Pick<Entity, 'written' | 'removed'>> {
  return {
    written: (object, _before, world) => {
      book(world, type, object.id, postedOf(object.body, world))
      return null
    },
    removed: (object, world) => {
      const closed = closedFor(world, textAt(object.body, 'TxnDate') ?? '', '6210')
      if (closed === null) book(world, type, object.id, null)
      return closed
    },
  }
}
