import { checkTypes, countLine, lint, runVitest, total } from './runners.ts'

/** `npm run check`: types, lint, the fast tests and those of every call, in less than a minute. */
const counts = total([await checkTypes(), await lint(), await runVitest(['unit', 'contract'])])
console.log(countLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
