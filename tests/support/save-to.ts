import type { RunningApp } from './app.ts'

/** The save dialog answers with this place from now on, or as Escape does. */
export async function saveTo(app: RunningApp, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
  }, file)
}
