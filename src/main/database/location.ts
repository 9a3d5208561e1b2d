import { existsSync, readFileSync, realpathSync, statfsSync } from 'node:fs'
import { dirname, join, posix, win32 } from 'node:path'
import type { StartWarning } from '../../shared/contract/app.ts'
import { classify } from './sqlite-errors.ts'

/** What is known of the place a ledger lies in. */
export interface LocationFacts {
  readonly platform: NodeJS.Platform
  /** The folder with every link and mapped drive resolved. */
  readonly folder: string
  /** `f_type` of statfs, as unsigned 32 bits; Linux only. */
  readonly fileSystemType: number | null
  /** The file system's name in the mount table, such as `fuse.sshfs`; Linux only. */
  readonly mountType: string | null
  /** Folders that a synchronising program's own settings name. */
  readonly syncedFolders: readonly string[]
  /** Whether a file exists; asked for the marks that such programs leave. */
  readonly exists: (file: string) => boolean
}

/**
 * Where locks do not hold, or where a program copies the file while it is being written. A warning only: the ledger's own
 * lock and its checks still apply. On macOS a mounted network volume cannot be told from a disk, except under /Network.
 */
export function locationWarnings(file: string): StartWarning[] {
  try {
    return warningsFor(gatherFacts(dirname(file)))
  } catch (error) {
    // What cannot be looked at is reported when the ledger is opened.
    if (classify(error) === null) throw error
    return []
  }
}

/** The warnings that follow from the facts. */
export function warningsFor(facts: LocationFacts): StartWarning[] {
  const warnings: StartWarning[] = []
  if (isNetworkShare(facts)) warnings.push('ledger_on_network_share')
  if (isSynced(facts)) warnings.push('ledger_in_synced_folder')
  return warnings
}

/** NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph and 9P, as linux/magic.h numbers them. */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0xc36400, 0x01021997])
const networkMounts = /^(nfs\d?|cifs|smb\d?|smbfs|afs|ceph|9p|davfs|fuse\.(sshfs|rclone|davfs2?|glusterfs|s3fs|gvfsd-fuse|google-drive-ocamlfuse|onedriver))$/

function isNetworkShare(facts: LocationFacts): boolean {
  if (facts.platform === 'win32') return /^[\\/]{2}(?![?.][\\/])/.test(facts.folder) || /^\\\\\?\\UNC\\/i.test(facts.folder)
  if (facts.platform === 'darwin') return /^\/(Network|net)\//.test(`${facts.folder}/`)
  return (facts.fileSystemType !== null && networkTypes.has(facts.fileSystemType)) || (facts.mountType !== null && networkMounts.test(facts.mountType))
}

/** Names these programs give their folders: alone, or with an account after a space, a dash or a bracket. */
const syncedNames =
  /^(onedrive|dropbox|google ?drive|my drive|icloud ?drive|icloud~.*|com~apple~clouddocs|mobile documents|cloudstorage|nextcloud|owncloud)($|[ \-(]).*$/i
/** Files that such a program keeps at the top of a folder it synchronises, whatever the folder is called. */
const syncedMarks = ['.dropbox.cache', '.dropbox', '.stfolder', '.nextcloudsync.log', '.owncloudsync.log']

function isSynced(facts: LocationFacts): boolean {
  const path = facts.platform === 'win32' ? win32 : posix
  const folders = ancestors(facts.folder, path)
  return folders.some(
    (folder) =>
      syncedNames.test(path.basename(folder)) ||
      facts.syncedFolders.some((synced) => path.relative(synced, folder) === '') ||
      syncedMarks.some((mark) => facts.exists(path.join(folder, mark))),
  )
}

/** The folder and all above it but the root. */
function ancestors(folder: string, path: typeof posix): string[] {
  const above = path.dirname(folder)
  return above === folder ? [] : [folder, ...ancestors(above, path)]
}

function gatherFacts(folder: string): LocationFacts {
  const resolved = nearestExisting(folder)
  const isLinux = process.platform === 'linux'
  return {
    platform: process.platform,
    folder: resolved,
    fileSystemType: isLinux ? statfsSync(resolved).type >>> 0 : null,
    mountType: isLinux ? mountTypeOf(resolved) : null,
    syncedFolders: [process.env.OneDrive, process.env.OneDriveConsumer, process.env.OneDriveCommercial].filter((value) => value !== undefined),
    exists: existsSync,
  }
}

/** The ledger's folder may not be made yet. The native call also turns a mapped drive into its share. */
function nearestExisting(folder: string): string {
  if (existsSync(folder) || dirname(folder) === folder) return realpathSync.native(folder)
  return nearestExisting(dirname(folder))
}

/** The type of the mount that holds the folder: the one with the longest path above it, the last of equals. */
function mountTypeOf(folder: string): string | null {
  const table = join('/proc', 'self', 'mountinfo')
  if (!existsSync(table)) return null
  return mountTypeIn(readFileSync(table, 'utf8'), folder)
}

/** Reads a mount table in the format of /proc/self/mountinfo. */
export function mountTypeIn(mountTable: string, folder: string): string | null {
  let best: { readonly at: string; readonly type: string } | null = null
  for (const line of mountTable.split('\n')) {
    const [left, right] = line.split(' - ')
    const mountPoint = left?.split(' ')[4]
    const type = right?.split(' ')[0]
    if (mountPoint === undefined || type === undefined) continue
    const at = mountPoint.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    const holds = at === '/' || folder === at || folder.startsWith(`${at}/`)
    if (holds && (best === null || at.length >= best.at.length)) best = { at, type }
  }
  return best?.type ?? null
}
