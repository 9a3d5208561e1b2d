import type { PeopleCode, WordsFor } from './error-words.ts'
import { featureWords } from './feature-words.ts'

/** Sentences about who works here, what each may do, and what is switched on. */
export const peopleWords: WordsFor<PeopleCode> = {
  'person.not_found': () => ({
    what: 'This person cannot be chosen.',
    why: 'They are not in the list, or work here no more.',
    toDo: 'Choose somebody from the list.',
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
