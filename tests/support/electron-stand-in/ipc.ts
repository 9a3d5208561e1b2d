import { EventEmitter } from 'node:events'
import type { WebFrameMain } from './frames.ts'
import type { WebContents } from './web-contents.ts'

export interface IpcEvent {
  readonly type: 'frame'
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}

type InvokeHandler = (event: IpcEvent, ...args: unknown[]) => unknown

class IpcMain extends EventEmitter {
  /** Named as in Electron, where tests reach it too. */
  readonly _invokeHandlers = new Map<string, InvokeHandler>()

  handle(channel: string, handler: InvokeHandler): void {
    if (this._invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._invokeHandlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this._invokeHandlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

/** Runs the handler of a channel; rejects with the words Electron would give the page. */
export async function invokeHandler(channel: string, event: IpcEvent, args: readonly unknown[]): Promise<unknown> {
  const handler = ipcMain._invokeHandlers.get(channel)
  if (!handler) throw new Error(`Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`)
  try {
    return await handler(event, ...args)
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error })
  }
}
