import { instantText } from './dates.ts'
import type { ProgramCode, WordsFor } from './error-words.ts'
import { sizeSentence } from './numbers.ts'
import { problemText } from './problems.ts'
import { stageText } from './stages.ts'

/** Sentences about the program itself, the ledger's file and its backups. */
export const programWords: WordsFor<ProgramCode> = {
  'input.invalid': ({ issues }) => ({
    what: issues.length === 1 ? 'One entry needs another look.' : 'Some entries need another look.',
    why: issues.map((issue) => problemText(issue.problem, issue.limit)).join(' '),
    toDo: 'Correct what is marked and save again. Everything you typed is still here.',
  }),
  'input.too_large': ({ length, lengthMax }) => ({
    what: 'This is too much to save in one go.',
    why: `It is ${sizeSentence(length)} of text, and at most ${sizeSentence(lengthMax)} fit.`,
    toDo: 'Shorten the notes or split it in two, then save again.',
  }),
  'call.unknown': ({ name }) => ({
    what: 'This window asked for something the program does not know.',
    why: `The window and the program seem to be of different versions (${name}).`,
    toDo: 'Close Partsemble Desktop and start it again.',
  }),
  'call.forbidden_sender': () => ({
    what: 'The request was turned away.',
    why: 'It did not come from the main window of Partsemble Desktop.',
    toDo: 'Do it again in the main window.',
  }),
  'call.internal': ({ name }) => ({
    what: 'The window asked for something that the program does by itself.',
    why: `The window and the program seem to be of different versions (${name}).`,
    toDo: 'Close Partsemble Desktop and start it again.',
  }),
  'call.lost': () => ({
    what: 'No answer came back, so it is not known whether this was saved.',
    why: 'The part of the program that keeps the ledger stopped answering.',
    toDo: 'Press Try again. If it was saved the first time, it will not be saved twice.',
  }),
  'command.same_id_other_content': () => ({
    what: 'This form was already saved, with other entries than it shows now.',
    why: 'The answer to the first save got lost, and the form was changed before the second.',
    toDo: 'Close the form and look at what was saved; change it there if needed.',
  }),
  'app.not_ready': ({ stage }) => ({
    what: 'The ledger is not open yet.',
    why: `The start has not got past this step: ${stageText(stage)}.`,
    toDo: 'Wait a moment and try again.',
  }),
  'app.internal': ({ reference }) => ({
    what: 'The program made a mistake of its own and stopped before saving anything.',
    why: `The log has the details under the reference ${reference}.`,
    toDo: 'Try again. If it happens again, send the log with this reference to support.',
  }),

  'ledger.corrupt': ({ file }) => ({
    what: 'The ledger file is damaged.',
    why: `Parts of ${file} cannot be read as they were written; a failing disk or a broken copy are the usual causes.`,
    toDo: 'Restore the newest backup. The damaged file is kept.',
  }),
  'ledger.not_a_ledger': ({ file }) => ({
    what: 'The file in the ledger’s place is not a ledger.',
    why: `${file} holds something else, or was encrypted or cut short.`,
    toDo: 'Restore the newest backup. The file that is there now is kept.',
  }),
  'ledger.busy': ({ file }) => ({
    what: 'The ledger is in use by another program at the moment.',
    why: `Something else holds ${file}, often a backup tool or a virus scanner.`,
    toDo: 'Wait a moment and try again.',
  }),
  'ledger.read_only': ({ file }) => ({
    what: 'The ledger can be read but not written.',
    why: `This user account may not change ${file}, or the disk is write-protected.`,
    toDo: 'Give this account the right to change files in that folder, then try again.',
  }),
  'ledger.disk_full': ({ file, bytesNeeded, bytesFree }) => ({
    what: 'The disk is full, so nothing was saved.',
    why:
      bytesNeeded === undefined || bytesFree === undefined
        ? `There is no room left beside ${file}.`
        : `${sizeSentence(bytesNeeded)} are needed beside ${file}, and ${sizeSentence(bytesFree)} are free.`,
    toDo: 'Free some space on that disk, then try again.',
  }),
  'ledger.io': ({ file }) => ({
    what: 'The disk did not do what it was asked.',
    why: `Reading or writing ${file} failed; a loose cable, a drive that went to sleep or a failing disk are the usual causes.`,
    toDo: 'Check that the drive is connected, then try again.',
  }),
  'ledger.locked_by': ({ host, user, since }, nowMs) => ({
    what: `The ledger is open on ${host}.`,
    why: `${user} has had it open since ${instantText(since, nowMs)}. One PC at a time may write to it.`,
    toDo: `Close Partsemble Desktop on ${host}, then try again.`,
  }),
  'ledger.from_newer_version': ({ newest, ours }) => ({
    what: 'A newer version of Partsemble Desktop has written this ledger.',
    why: `The ledger is at ${newest}; this version knows it up to ${ours}.`,
    toDo: 'Install the newest version on this PC, then start again.',
  }),
  'ledger.migration_edited': ({ migration }) => ({
    what: 'The ledger’s record of updates does not match this program.',
    why: `The update ${migration} is not the one that was applied to this ledger.`,
    toDo: 'Install Partsemble Desktop again from its original installer, then start again.',
  }),
  'ledger.migration_out_of_order': ({ migration, after }) => ({
    what: 'The ledger’s updates were applied in another order.',
    why: `The update ${migration} is missing although ${after}, which follows it, was applied.`,
    toDo: 'Install Partsemble Desktop again from its original installer, then start again.',
  }),
  'ledger.migration_failed': ({ migration, detail }) => ({
    what: 'The ledger could not be brought up to date, so it was left as it was.',
    why: `The update ${migration} stopped: ${detail}.`,
    toDo: 'Try again. If it stops again, send the log to support; the version used before still opens this ledger.',
  }),
  'ledger.check_failed': ({ check, detail }) => ({
    what: 'The ledger did not pass its check.',
    why: `${check}: ${detail}.`,
    toDo: 'Restore the newest backup. The ledger as it is now is kept.',
  }),

  'books.cancelled': () => ({
    what: 'The check was stopped.',
    why: 'It had not read all postings, so it says nothing about the books.',
    toDo: 'Check again when there is time.',
  }),
  'practice.not_made': ({ folder, diskFull }) => ({
    what: 'The practice shop was not made. Your own company is open, as it was.',
    why: diskFull ? `There is not enough room on the disk for it (${folder}).` : `Its folder could not be written (${folder}).`,
    toDo: diskFull ? 'Make some room, then open the practice shop again.' : 'Close whatever uses this folder, then open the practice shop again.',
  }),

  'backup.failed': ({ detail }) => ({
    what: 'No backup was made.',
    why: `Writing or checking it stopped: ${detail}.`,
    toDo: 'Check that the backup folder can be written and has room, then back up again.',
  }),
  'backup.not_found': ({ file }) => ({
    what: 'This backup is not in the backup folder any more.',
    why: `${file} was moved or removed.`,
    toDo: 'Choose another backup from the list.',
  }),
}
