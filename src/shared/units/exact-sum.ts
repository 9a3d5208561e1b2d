/** Half of each figure's bits: a sum of either half stays exact for as many figures as anything here adds up. */
const half = 2 ** 27

/** A sum of whole millionths that stays exact even while it is beyond what one number can keep, and comes back. */
export class ExactSum {
  #high = 0
  #low = 0

  add(amount: number): void {
    const high = Math.trunc(amount / half)
    this.#high += high
    this.#low += amount - high * half
  }

  /** The sum; exact when it is within what the ledger keeps, and beyond it otherwise. */
  total(): number {
    return this.#high * half + this.#low
  }
}
