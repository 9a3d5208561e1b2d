import type { ExportCode, WordsFor } from './error-words.ts'
import { businessDateText } from './dates.ts'
import { exportStateText } from './export-words.ts'

/** Sentences about documents for the accounting company. */
export const exportWords: WordsFor<ExportCode> = {
  'export.not_found': () => ({
    what: 'This export is not in the list any more.',
    toDo: 'Look at the list again.',
  }),
  'export.not_waiting': ({ docNumber, state }) => ({
    what: `${docNumber} is not waiting: ${exportStateText[state]}.`,
    why: 'Only what has certainly not arrived can be sent, held back or done by hand.',
    toDo: 'Look at the list again, then choose what still waits.',
  }),
  'export.not_marked': ({ docNumber, state }) => ({
    what: `${docNumber} is not marked as done by hand: ${exportStateText[state]}.`,
    toDo: 'Look at the list again, where it stands as it is now.',
  }),
  'export.books_not_closed': ({ docNumber }) => ({
    what: `${docNumber} was not refused because of closed books.`,
    why: 'Everything else keeps the date of what happened.',
    toDo: 'Look at the list again.',
  }),
  'export.date_closed': ({ closedUntil }) => ({
    what: `The books are closed up to ${businessDateText(closedUntil)}.`,
    toDo: 'Choose a later date.',
  }),
  'export.not_found_twice': ({ docNumber, externalId }) => ({
    what: `${docNumber} was not found in QuickBooks under ${externalId}.`,
    toDo: 'Choose one of the documents it was found as.',
  }),
  'export.not_seen_there': ({ docNumber }) => ({
    what: `QuickBooks has no document that is ${docNumber}.`,
    why: 'It was deleted there, or it belongs to another document already.',
    toDo: 'Compare with QuickBooks again.',
  }),
  'export.lacks_something': ({ docNumber }) => ({
    what: `${docNumber} still lacks something, so it cannot be told whether the one in QuickBooks says the same.`,
    toDo: 'Open it in the Sync centre, give it what it lacks, then adopt it.',
  }),
  'export.nothing_to_leave': () => ({
    what: 'There is nothing to leave of this document.',
    why: 'A newer comparison found it otherwise, or it is dealt with already.',
    toDo: 'Look at the list as it is now.',
  }),
  'export.still_there': ({ docNumber }) => ({
    what: `${docNumber} is in QuickBooks, as far as the last comparison saw.`,
    why: 'Sending it again would have it there twice.',
    toDo: 'Compare with QuickBooks again.',
  }),
}
