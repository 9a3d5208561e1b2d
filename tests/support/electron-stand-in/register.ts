import { registerHooks } from 'node:module'

/**
 * `node --import <this file> out/main/main.js` runs a built main process with the stand-in wherever it, or a package it
 * uses, asks for `electron`: by import and by require alike.
 */
const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron' || specifier === 'electron/main') return { url: standIn, format: 'module-typescript', shortCircuit: true }
    return nextResolve(specifier, context)
  },
})
