import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** What Intuit's library would bring along and the program never calls. */
const neverCalled = /^(axios|winston|jsonwebtoken|rsa-pem-from-mod-exp)$/

/**
 * The folders of tests that need no window, each a project of its own. Two files at a time, but one of those that log in over
 * the few ports there are for it, or keep both cores of a small PC busy with processes of their own.
 */
const kinds = { unit: 2, property: 2, ledger: 2, contract: 2, migration: 2, practice: 1, simulation: 1 }
/** For a PC that is busy with something else: long limits cost nothing when all is well. */
const limits = { testTimeout: 120_000, hookTimeout: 60_000 }

/**
 * Three bundles from one file: `--mode main` (Node, the native module left outside), `--mode preload` (one CommonJS file,
 * as a sandboxed preload script must be) and `--mode renderer`. Any other mode is the test runner's.
 */
export default defineConfig(({ mode, command }) => {
  switch (mode) {
    case 'main':
      return {
        define: { 'process.env.NODE_ENV': JSON.stringify('production') },
        build: {
          outDir: 'out/main',
          emptyOutDir: true,
          target: 'node24',
          sourcemap: true,
          minify: false,
          ssr: true,
          rolldownOptions: {
            input: { main: 'src/main/main.ts', worker: 'src/main/worker/worker.ts', practice: 'src/main/practice/main.ts' },
            external: ['electron', 'better-sqlite3', /^node:/],
            output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
        ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
        resolve: { alias: [{ find: neverCalled, replacement: join(import.meta.dirname, 'build/intuit-oauth-parts.ts') }] },
      }
    case 'preload':
      return {
        build: {
          outDir: 'out/preload',
          emptyOutDir: true,
          target: 'chrome140',
          sourcemap: true,
          minify: false,
          lib: { entry: 'src/main/preload/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
          rolldownOptions: { external: ['electron'] },
        },
      }
    case 'renderer':
      return {
        root: 'src/renderer',
        base: './',
        plugins: [react()],
        build: {
          outDir: '../../out/renderer',
          emptyOutDir: true,
          target: 'chrome140',
          sourcemap: command === 'build' && 'hidden',
          assetsInlineLimit: 0,
          // Zod is told not to evaluate text in the chunk it comes in, so that no other chunk makes a schema before.
          rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]zod-config\.ts$/ }] } } },
        },
      }
    default:
      return {
        test: {
          projects: Object.entries(kinds).map(([name, maxWorkers]) => ({
            test: { name, include: [`tests/${name}/**/*.test.ts`], maxWorkers, sequence: { groupOrder: maxWorkers === 1 ? 1 : 0 }, ...limits },
          })),
          passWithNoTests: false,
        },
      }
  }
})
