import type { PeopleCode, WordsFor } from './error-words.ts'
import { featureWords } from './feature-words.ts'
import { permissionWords, roleWords } from './people-words.ts'

/** Sentences about who works here, what each may do, and what is switched on. */
export const peopleWords: WordsFor<PeopleCode> = {
  'operator.needed': () => ({
    what: 'Nobody is named as working at this PC.',
    why: 'Your company has named its people, and what each may do goes by who is at the PC.',
    toDo: 'Choose who is working in the bar below, then do it again. Nothing you typed is lost.',
  }),
  'permission.denied': ({ permission, role }) => ({
    what: `${roleWords[role].many} may not ${permissionWords[permission].todo}.`,
    why: 'The owner and admins decide what each role may do, under Settings, People.',
    toDo: 'Ask one of them to do it or to allow it. Nothing you typed is lost.',
  }),
  'permission.fixed': ({ role }) => ({
    what: `${roleWords[role].many} cannot be allowed to name people.`,
    why: 'With it they could give themselves every other permission.',
    toDo: 'Make the person an admin instead.',
  }),
  'person.not_found': () => ({
    what: 'This person cannot be chosen.',
    why: 'They are not in the list, or work here no more.',
    toDo: 'Choose somebody from the list.',
  }),
  'person.name_in_use': ({ name }) => ({
    what: `${name} works here already.`,
    why: 'The record tells people apart by their names.',
    toDo: 'Add a surname or an initial.',
  }),
  'person.is_owner': ({ name }) => ({
    what: `${name} is the owner.`,
    why: 'A company always has exactly one.',
    toDo: 'Hand the ownership over to somebody else first.',
  }),
  'person.only_owner': ({ name }) => ({
    what: `Only ${name === '' ? 'the owner' : name} can hand the ownership over.`,
    why: 'It is the owner’s to give.',
    toDo: 'Ask the owner to do it at this PC.',
  }),
  'person.has_left': ({ name }) => ({
    what: `${name} does not work here any more.`,
    toDo: 'Bring them back under Settings, People first.',
  }),
  'person.works_here': ({ name }) => ({
    what: `${name} works here already.`,
    toDo: 'Nothing is left to do.',
  }),
  'feature.needs': ({ feature }) => ({
    what: `${featureWords[feature].name} cannot be switched on yet.`,
    why: 'It works on lots, and receiving is off.',
    toDo: 'Switch receiving on first.',
  }),
  'feature.needed_by': ({ by }) => ({
    what: 'Receiving cannot be switched off.',
    why: `${featureWords[by].name} is on and needs it.`,
    toDo: `Switch ${featureWords[by].name.toLowerCase()} off first.`,
  }),
}
