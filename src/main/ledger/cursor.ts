/** Reads ordered rows piece by piece, so that memory stays flat however many there are. */
export interface Cursor<Row> {
  /** The next row without taking it. */
  peek(): Row | undefined
  /** Takes the next row, whatever it is. */
  take(): Row | undefined
  /** Takes the rows that belong to the key; they are next, or there are none. */
  takeAll(belongs: (row: Row) => boolean): Row[]
}

/** `fetch` returns the piece that follows a row (`undefined` at the start), and no rows at the end. */
export function cursor<Row>(fetch: (after: Row | undefined) => Row[]): Cursor<Row> {
  let piece = fetch(undefined)
  let place = 0
  const peek = () => piece[place]
  const step = () => {
    place += 1
    if (place < piece.length) return
    piece = fetch(piece.at(-1))
    place = 0
  }
  const take = () => {
    const row = peek()
    if (row !== undefined) step()
    return row
  }
  const takeAll = (belongs: (row: Row) => boolean) => {
    const taken: Row[] = []
    for (let row = peek(); row !== undefined && belongs(row); row = peek()) {
      taken.push(row)
      step()
    }
    return taken
  }
  return { peek, take, takeAll }
}
