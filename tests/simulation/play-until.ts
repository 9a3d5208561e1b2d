/**
 * Plays one seed after the other until nothing is missing of what has to happen at least once. A seed does not decide all of
 * it: how far a process has come when it is killed, or what meets what, is also up to the PC.
 */
export async function playUntil(missing: () => readonly unknown[], seeds: readonly number[], play: (seed: number) => Promise<void>): Promise<void> {
  for (const seed of seeds) {
    if (missing().length === 0) return
    await play(seed)
  }
}
