import { defineConfig, type OxlintOverride } from 'oxlint'

type Rules = NonNullable<OxlintOverride['rules']>

/**
 * What each room under `src/main` may import besides itself and `src/shared`. ARCHITECTURE.md says why.
 * A room that is not named here may import nothing.
 */
const mayImport: Record<string, readonly string[]> = {
  domain: [],
  database: [],
  // Of quickbooks the reader of JSON, as documents are kept the way they came.
  ledger: ['domain', 'database', 'quickbooks'],
  // The queue follows the ledger's events: of the ledger it reads.
  outbox: ['domain', 'database', 'ledger'],
  // What is planned moves no stock: of the ledger it reads.
  planning: ['domain', 'database', 'ledger'],
  commands: ['domain', 'ledger', 'planning', 'outbox', 'database'],
  // Of the ledger they use what only reads: what a build would draw, what a document carries.
  queries: ['domain', 'database', 'ledger', 'planning', 'outbox'],
  quickbooks: [],
  exports: ['domain', 'database', 'outbox', 'quickbooks'],
  sync: ['commands', 'queries', 'database', 'outbox', 'exports', 'quickbooks'],
  // Reads and writes files of other programs; what their rows mean is the domain's.
  spreadsheets: ['domain'],
  // The practice company is a server of its own: it shares no code with what talks to it.
  practice: [],
  ipc: ['commands', 'queries'],
  // The sample shop is played by the commands that people use; its goods are those of the practice company.
  sample: ['commands', 'practice'],
  worker: ['database', 'ledger', 'planning', 'sample', 'queries', 'spreadsheets'],
  log: [],
  security: [],
  settings: [],
  windows: ['security', 'settings'],
}

const rooms = Object.keys(mayImport)
/** Files beside the rooms: the ports (types only reach the rooms) and the entry. */
const outside = ['boot', 'preload', 'main']

/** Matches a relative import that climbs out of the file's room into one of `names`. */
const into = (names: readonly string[]) => `^(\\./|(\\.\\./)+)(main/)?(${names.join('|')})(/|\\.ts$|$)`

const noClockOrChance: Rules = {
  'no-restricted-globals': [
    'error',
    { name: 'Date', message: 'Take the time from the Clock port.' },
    { name: 'performance', message: 'Take the time from the Clock port.' },
    { name: 'crypto', message: 'Take ids from the Ids port.' },
    { name: 'fetch', message: 'Reach the network through the Http port.' },
    { name: 'setTimeout', message: 'Timers belong to boot and sync.' },
    { name: 'setInterval', message: 'Timers belong to boot and sync.' },
  ],
  'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Take randomness from the ports.' }],
}
const clockAllowed: Rules = { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' }

/** The practice company serves HTTP; its clock comes through its ports all the same. */
const nodeClock = '^(node:)?(timers|perf_hooks)(/|$)'
const nodeClockOrNetwork = '^(node:)?(timers|http|https|http2|net|tls|dns|dgram|perf_hooks)(/|$)'
/** Queries read from the ledger what commands load before they write; the writing itself stays with the commands. */
const writesOfLedger = {
  regex: '^(\\.\\./)+ledger/',
  importNames: ['append', 'executeBuild', 'confirmReceipt', 'reverseDocument'],
  message: 'Queries and plans move no stock.',
}
/** The ledger asks nothing of QuickBooks. */
const jsonOfQuickbooks = { group: ['../quickbooks/*', '../**/quickbooks/*', '!../quickbooks/json.ts'], message: 'ledger may import: shared, domain, database, and of quickbooks json.ts.' }
const rendererOut = { regex: '^(\\.\\./)+(src/)?(renderer|tests|build)/', message: 'The main process never imports the window, tests or tools.' }

export default defineConfig({
  plugins: ['import', 'typescript', 'unicorn', 'react', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['out/**', 'release/**', 'node_modules/**', 'test-results/**'],
  rules: {
    'import/no-cycle': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'no-console': 'error',
    eqeqeq: 'error',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    // A helper may stand beside the one place that uses it, and a loop may read what it calls changes.
    'unicorn/consistent-function-scoping': 'off',
    'no-unmodified-loop-condition': 'off',
    'no-underscore-dangle': 'off',
    'import/no-unassigned-import': 'off',
    'react/react-in-jsx-scope': 'off',
  },
  overrides: [
    {
      files: ['src/shared/**'],
      rules: {
        ...noClockOrChance,
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              { regex: '^(node:|electron|better-sqlite3|drizzle-orm|react|@mantine)', message: 'shared runs anywhere.' },
              { regex: '^(\\.\\./)+(main|renderer)/', message: 'shared imports shared alone.' },
            ],
          },
        ],
      },
    },
    {
      files: ['src/renderer/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              { regex: '^(node:|electron|better-sqlite3|drizzle-orm)', message: 'The window reaches the PC through the bridge alone.' },
              { regex: '^(\\.\\./)+main/', message: 'The window imports shared alone.' },
            ],
          },
        ],
      },
    },
    {
      files: ['src/main/*/**'],
      rules: {
        ...noClockOrChance,
        'no-restricted-imports': [
          'error',
          { patterns: [{ regex: into([...rooms, ...outside]), message: 'A room named nowhere may import nothing.' }, rendererOut] },
        ],
      },
    },
    { files: ['src/main/boot/**'], rules: { ...clockAllowed, 'no-restricted-imports': ['error', { patterns: [rendererOut] }] } },
    {
      files: ['src/main/preload/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          { patterns: [{ regex: into([...rooms, 'boot', 'environment']), message: 'preload imports shared alone.' }, rendererOut] },
        ],
      },
    },
    ...rooms.map((room): OxlintOverride => {
      const forbidden = [...rooms, ...outside].filter((other) => other !== room && !mayImport[room]?.includes(other))
      return {
        files: [`src/main/${room}/**`],
        rules: {
          ...(['log', 'windows', 'security', 'settings'].includes(room) ? clockAllowed : noClockOrChance),
          'no-restricted-imports': [
            'error',
            {
              // Hashing is arithmetic; making ids and randomness is not.
              paths: ['node:crypto', 'crypto'].map((name) => ({
                name,
                importNames: ['default', 'randomUUID', 'randomBytes', 'randomInt', 'webcrypto'],
                message: 'Take ids and randomness from the ports.',
              })),
              patterns: [
                { regex: into(forbidden), message: `${room} may import: shared${mayImport[room]?.map((r) => `, ${r}`).join('') ?? ''}.` },
                rendererOut,
                ...(room === 'domain'
                  ? [{ regex: '^(node:|electron|better-sqlite3|drizzle-orm|zod)', message: 'domain imports shared alone.' }]
                  : [{ regex: room === 'practice' ? nodeClock : nodeClockOrNetwork, message: 'Clock, ids, randomness and network come through the ports.' }]),
                ...(['queries', 'planning', 'outbox'].includes(room) ? [writesOfLedger] : []),
                ...(room === 'ledger' ? [jsonOfQuickbooks] : []),
                ...(['log', 'windows', 'security', 'settings', 'ipc'].includes(room)
                  ? []
                  : [{ regex: '^electron', message: `${room} runs without Electron.` }]),
              ],
            },
          ],
        },
      }
    }),
    // The real ports of the practice company, and the calendar of its times.
    { files: ['src/main/practice/ports.ts'], rules: { ...clockAllowed, 'no-restricted-imports': 'off' } },
    { files: ['src/main/practice/times.ts'], rules: clockAllowed },
    // Workbooks keep days as moments.
    { files: ['list-cells', 'read-workbook', 'write-table'].map((file) => `src/main/spreadsheets/${file}.ts`), rules: clockAllowed },
    {
      // The way back of a login is a server of its own, for as long as the login lasts.
      files: ['src/main/quickbooks/callback.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              { regex: into([...rooms, ...outside].filter((other) => other !== 'quickbooks')), message: 'quickbooks may import: shared.' },
              { regex: '^(node:)?(timers|https|http2|net|tls|dns|dgram|perf_hooks)(/|$)|^electron', message: 'callback.ts listens, and that is all.' },
              rendererOut,
            ],
          },
        ],
      },
    },
    { files: ['build/**', 'tests/**'], rules: { 'no-console': 'off', 'typescript/no-non-null-assertion': 'off' } },
  ],
})
