import { checkTypes, countLine, lint, runVitest, total } from './runners.ts'

/** `npm run check`: types, lint and the fast tests, in less than a minute. */
const counts = total([await checkTypes(), await lint(), await runVitest(['unit'])])
console.log(countLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
