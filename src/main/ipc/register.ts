import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { appError } from '../../shared/errors.ts'
import { err } from '../../shared/result.ts'
import { dispatch, type Desk } from './dispatch.ts'
import { isOurWindow } from './sender-guard.ts'

/** Listens for the window's calls. A stranger is told so and nothing else; `ourId` tells which window is ours now. */
export function registerCalls(desk: Desk, ourId: () => number | null, onStranger: (address: string) => void): void {
  ipcMain.handle('partsemble:call', async (event: IpcMainInvokeEvent, messageText: unknown): Promise<string> => {
    const frame = event.senderFrame
    if (!isOurWindow(frame, event.sender.id, ourId())) {
      onStranger(frame?.url ?? 'a frame that is gone')
      return JSON.stringify(err(appError('call.forbidden_sender', {})))
    }
    return JSON.stringify(await dispatch(desk, messageText))
  })
}
