/** Longer than the next picture of a window that is drawn at all. */
const drawnMs = 100

/** Resolves once the window shows what was just said, so that long work does not begin before it. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    // A window that is hidden draws nothing.
    const timer = setTimeout(resolve, drawnMs)
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer)
        resolve()
      }),
    )
  })
}
