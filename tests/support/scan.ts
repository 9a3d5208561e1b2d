import type { Page } from '@playwright/test'

/** Types as a scanner does, into the field that has the focus where the screen leaves it the keys: every key within a millisecond, then Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    const beganAt = performance.now()
    for (const [place, key] of [...text, 'Enter'].entries()) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      // When a key came is the keyboard's word, however long the page takes to draw the one before.
      Object.defineProperty(event, 'timeStamp', { value: beganAt + place })
      const isLeft = document.activeElement?.dispatchEvent(event) ?? false
      // The one way for a page to write as a keyboard does, over what is selected.
      if (isLeft && key.length === 1 && document.activeElement instanceof HTMLInputElement) document.execCommand('insertText', false, key)
    }
  }, code)
}
