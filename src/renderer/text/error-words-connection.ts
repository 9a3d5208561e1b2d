import type { ConnectionCode, WordsFor } from './error-words.ts'

const unreadable = {
  not_json: 'What came back was not written the way QuickBooks writes; a login page of the network or a filter can stand in between.',
  empty: 'The answer was empty.',
  too_large: 'The answer did not end, so reading it was stopped.',
  unexpected: 'The answer lacked what it should have held.',
} as const

const reconnectReasons = {
  refused: 'QuickBooks does not accept the stored permission any more; somebody may have disconnected the program there, or connected it anew on another PC.',
  expired: 'The permission lasts 100 days, and it was not used for that long.',
  none: 'There is no stored permission on this PC.',
} as const

/** QuickBooks' own sentence, ended with a full stop; what it says is theirs, so it is quoted. */
function quoted(...texts: readonly string[]): string {
  const said = texts.find((text) => text.trim() !== '')
  return said === undefined ? 'It gave no reason.' : `It said: “${said.trim()}”.`
}

function numbered(code: string): string {
  return code === '' ? '' : ` (${code})`
}

/** Sentences about reaching QuickBooks and connecting a company. */
export const connectionWords: WordsFor<ConnectionCode> = {
  'connection.offline': ({ host }) => ({
    what: 'QuickBooks cannot be reached.',
    why: `There is no way to ${host} from this PC at the moment.`,
    toDo: 'Check the network of this PC. Work goes on meanwhile; what waits is sent when the connection is back.',
  }),
  'connection.not_trusted': ({ host }) => ({
    what: 'The way to QuickBooks is not safe, so nothing was sent.',
    why: `What answers for ${host} cannot prove that it is that. A wrong date on this PC, the login page of a network or a virus scanner that reads along can be the cause.`,
    toDo: `Check the date of this PC, open any page in the browser, or tell the virus scanner to leave ${host} alone; then try again.`,
  }),
  'connection.timed_out': ({ host, seconds }) => ({
    what: 'QuickBooks did not answer in time.',
    why: `${host} was given ${seconds} seconds.`,
    toDo: 'Try again in a few minutes.',
  }),
  'connection.cancelled': () => ({
    what: 'This was stopped before it was done.',
    toDo: 'Start it again when you want to go on.',
  }),
  'connection.throttled': ({ seconds }) => ({
    what: 'QuickBooks asks for a pause.',
    why: 'It takes a limited number of questions a minute for one company, from all programs together.',
    toDo: `Wait ${seconds} seconds, then try again.`,
  }),
  'connection.their_side': ({ status, code }) => ({
    what: 'QuickBooks has trouble on its side.',
    why: `It answered with error ${status}${numbered(code)}, several times if it was asked again.`,
    toDo: 'Try again later. Nothing here is lost meanwhile.',
  }),
  'connection.unreadable': ({ problem }) => ({
    what: 'The answer could not be read.',
    why: unreadable[problem],
    toDo: 'Open any page in the browser to see whether the network asks for a login, then try again.',
  }),
  'connection.refused': ({ code, message, detail }) => ({
    what: `QuickBooks refused this${numbered(code)}.`,
    why: quoted(detail, message),
    toDo: 'Change what it names, in QuickBooks or here, then try again.',
  }),
  'connection.not_allowed': ({ code, detail }) => ({
    what: `QuickBooks does not let this program in${numbered(code)}.`,
    why: quoted(detail),
    toDo: 'Sign in to QuickBooks as a company admin and connect again; if that changes nothing, check the app at developer.intuit.com.',
  }),
  'connection.plan': ({ code, detail }) => ({
    what: `The plan of this QuickBooks company does not include this${numbered(code)}.`,
    why: quoted(detail),
    toDo: 'Look at the subscription in QuickBooks, or choose Partsemble only as the inventory source.',
  }),
  'connection.reconnect': ({ reason }) => ({
    what: 'The connection to QuickBooks has to be renewed.',
    why: reconnectReasons[reason],
    toDo: 'Connect again under Settings, Integrations. Nothing is lost; what waits is sent afterwards.',
  }),
  'connection.keys_refused': () => ({
    what: 'QuickBooks does not know these app keys.',
    why: 'The client id and the client secret do not belong together, or one of them was replaced.',
    toDo: 'Copy both again from your app at developer.intuit.com, from the same set of keys.',
  }),
  'connection.keychain_failed': () => ({
    what: 'The permission from QuickBooks could not be stored on this PC.',
    why: 'The keychain of this PC or the disk refused it, and it is not used before it is safe.',
    toDo: 'Unlock the keychain and see that the disk has room, then try again.',
  }),
  'connection.ports_taken': ({ ports }) => ({
    what: 'The browser would have no way back to this program.',
    why: `It listens on one of the ports ${ports.join(', ')} of this PC during a login, and other programs use all of them.`,
    toDo: 'Close the program that uses one of these ports, then connect again.',
  }),
  'connection.no_browser': ({ address }) => ({
    what: 'The page could not be shown in your browser.',
    toDo: `Open your browser yourself, and go to ${address} there.`,
  }),
  'connection.login_denied': () => ({
    what: 'QuickBooks was not connected.',
    why: 'The login page came back with a no.',
    toDo: 'Connect again and press Connect on the page of QuickBooks.',
  }),
  'connection.login_cancelled': () => ({
    what: 'Connecting was stopped.',
    toDo: 'Connect again when you want to go on.',
  }),
  'connection.login_timed_out': ({ minutes }) => ({
    what: 'The login was not finished in time.',
    why: `Nothing came back from the browser within ${minutes} minutes.`,
    toDo: 'Connect again.',
  }),
  'connection.login_used': () => ({
    what: 'This login cannot be used any more.',
    why: 'What the browser brought back is good once and for a few minutes only.',
    toDo: 'Connect again.',
  }),
  'connection.pasted_not_an_address': () => ({
    what: 'This is not the address of a page.',
    toDo: 'Copy all of what stands in the address bar of the browser, from http on.',
  }),
  'connection.pasted_other_login': () => ({
    what: 'This address is from another login.',
    why: 'Each login has a mark of its own, and this one’s is different.',
    toDo: 'Log in on the page that was opened last, then copy its address.',
  }),
  'connection.pasted_no_code': () => ({
    what: 'This address carries no permission.',
    why: 'It is the address of a page before or after the one that counts.',
    toDo: 'Copy the address of the page you were sent to right after pressing Connect.',
  }),
}
