import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { BooksProgress, Bridge, ChangedTopic } from '../../shared/bridge.ts'
import type { MenuAction } from '../../shared/menu-actions.ts'

/** Forwards one pushed message to a listener, without the event that would give the page a way back to `ipcRenderer`. */
function listen<T>(channel: string, listener: (payload: T) => void): () => void {
  const forward = (_event: IpcRendererEvent, payload: T) => listener(payload)
  ipcRenderer.on(channel, forward)
  return () => {
    ipcRenderer.removeListener(channel, forward)
  }
}

const bridge: Bridge = {
  call: (messageText) => ipcRenderer.invoke('partsemble:call', messageText) as Promise<string>,
  onChanged: (listener) => listen<readonly ChangedTopic[]>('partsemble:changed', listener),
  onBooksProgress: (listener) => listen<BooksProgress>('partsemble:books', listener),
  onMenu: (listener) => listen<MenuAction>('partsemble:menu', listener),
}

contextBridge.exposeInMainWorld('partsemble', bridge)
