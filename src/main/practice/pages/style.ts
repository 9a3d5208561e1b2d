import { Html } from './html.ts'

/** One sheet for all pages: light and dark by what the system asks for. */
export const style = new Html(`
:root { color-scheme: light dark; --line: light-dark(#d5d9dd, #3a3f45); --quiet: light-dark(#565d65, #a9b0b8); --accent: light-dark(#0b5fbf, #7fb4ff) }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f6, #16181a); color: light-dark(#1b1e21, #e8eaec) }
a { color: var(--accent) }
.skip { position: absolute; left: -100vw } .skip:focus { left: .5rem; top: .5rem; padding: .5rem; background: light-dark(#fff, #1f2225) }
.banner { padding: .4rem 1rem; background: #7a4a00; color: #fff; text-align: center; font-weight: 600 }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .5rem 1.5rem; border-bottom: 1px solid var(--line); background: light-dark(#fff, #1f2225) }
nav { display: flex; flex-wrap: wrap } nav a { padding: .5rem .75rem; text-decoration: none; border-radius: .375rem }
nav a[aria-current] { background: light-dark(#e3eefb, #26364a); font-weight: 600 }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 4rem }
h1 { font-size: 1.5rem; margin: .5rem 0 1rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
.lead { margin: -.5rem 0 1.25rem; color: var(--quiet) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; background: light-dark(#fff, #1f2225) }
caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; background: light-dark(#f4f5f6, #16181a) }
th, td { padding: .4rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { font-weight: 600; color: var(--quiet) }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .75rem 1.5rem; margin: 0 0 1rem }
dt { color: var(--quiet); font-size: .85rem } dd { margin: 0 }
.empty { padding: 1rem; border: 1px dashed var(--line); color: var(--quiet) }
.problem { padding: .75rem 1rem; border-left: 4px solid light-dark(#b42318, #ff8f85); background: light-dark(#fdecea, #3a1d1b); margin: 0 0 1rem }
.pager { display: flex; gap: 1rem; align-items: center }
form.row, .actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1rem } form.row > p, .actions > a:not(.button) { margin: 0; min-height: 2.25rem; display: flex; align-items: center }
fieldset { margin: 1rem 0; border: 1px solid var(--line); border-radius: .375rem } table + .row { margin-top: 1rem }
label { display: grid; gap: .15rem; font-size: .85rem; color: var(--quiet) }
label.tick { display: flex; gap: .5rem; align-items: center; font-size: inherit; color: inherit; min-height: 2.25rem }
input, select, button, a.button { font: inherit; min-height: 2.25rem; padding: .25rem .6rem; border: 1px solid light-dark(#6b7280, #9aa0a6); border-radius: .375rem; background: light-dark(#fff, #16181a); color: light-dark(#1b1e21, #e8eaec) }
input[type=checkbox] { min-height: 0; width: 1.25rem; height: 1.25rem }
button, a.button { padding: .25rem 1rem; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center }
button.primary, a.primary { background: #0b5fbf; border-color: #0b5fbf; color: #fff }
td input { width: 100%; min-width: 5rem } td input.wide { min-width: 16rem }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
pre { overflow-x: auto; padding: 1rem; background: light-dark(#fff, #1f2225); border: 1px solid var(--line); font: 13px/1.5 ui-monospace, monospace }
.note { color: var(--quiet); font-size: .9rem }
.off { color: var(--quiet) }
`)
