import type { ErrorData } from '../../shared/errors.ts'
import type { BuildCode, WordsFor } from './error-words.ts'
import { countText, listText, quantityText } from './numbers.ts'

/** Sentences about recipes and what is made by them: BOMs, builds, planned builds. */
export const buildWords: WordsFor<BuildCode> = {
  'bom.not_active': ({ sku }) => ({
    what: `${sku} has no active BOM.`,
    why: 'Only an active BOM can be built.',
    toDo: `Activate a BOM for ${sku}, then build.`,
  }),
  'bom.no_components': () => ({
    what: 'The BOM has no components.',
    toDo: 'Add at least one component.',
  }),
  'bom.kind_not_built': ({ sku }) => ({
    what: `${sku} is bought, not built.`,
    why: 'Only finished goods and sub-assemblies have a BOM.',
    toDo: 'Choose a finished good or a sub-assembly.',
  }),
  'bom.component_twice': ({ sku }) => ({
    what: `${sku} is in the list twice.`,
    toDo: 'Keep one line and give it the whole quantity.',
  }),
  'bom.contains_itself': ({ path }) => ({
    what: 'A product cannot be made from itself.',
    why: `${path.map(({ sku }) => sku).join(' → ')}.`,
    toDo: 'Remove the component that leads back.',
  }),
  'bom.too_deep': ({ path, levels, levelsMax }) => ({
    what: `The BOM would be ${levels} levels deep; ${levelsMax} are allowed.`,
    why: `${path.map(({ sku }) => sku).join(' → ')}.`,
    toDo: 'Take a sub-assembly out of the chain.',
  }),
  'bom.no_draft': ({ sku }) => ({
    what: `${sku} has no draft.`,
    why: 'It was activated or discarded meanwhile.',
    toDo: 'Look at the active version.',
  }),
  'bom.version_not_found': () => ({
    what: 'This version of the BOM is not in the ledger.',
    toDo: 'Choose a version from the list.',
  }),
  'bom.already_active': ({ sku, version }) => ({
    what: `Version ${version} of ${sku} is active already.`,
    toDo: 'Nothing is left to activate.',
  }),
  'bom.not_retired': ({ sku, version }) => ({
    what: `Version ${version} of ${sku} cannot be taken back into use.`,
    why: 'Another version was made or is in use since.',
    toDo: 'Activate it as a new version instead.',
  }),
  'bom.target_not_above_build_point': ({ buildPoint }) => ({
    what: `The target level is not above the build point of ${quantityText(buildPoint)}.`,
    why: 'A build brings stock from the build point up to the target.',
    toDo: 'Write a larger target level.',
  }),

  'build.not_in_review': ({ reference }) => ({
    what: `${reference} is not waiting for review.`,
    toDo: 'Choose a build that is in review.',
  }),
  'build.not_approved': ({ reference }) => ({
    what: `${reference} is not approved.`,
    toDo: 'Nothing is left to undo.',
  }),
  'build.not_rejected': ({ reference }) => ({
    what: `${reference} is not rejected.`,
    toDo: 'Nothing is left to undo.',
  }),
  'build.is_rejected': ({ reference }) => ({
    what: `${reference} was rejected.`,
    toDo: 'Undo the rejection first.',
  }),
  'build.recovers_too_much': ({ sku, recovered, drawn }) => ({
    what: `More ${sku} would be recovered than the build drew.`,
    why: `It drew ${quantityText(drawn)}; ${quantityText(recovered)} were written.`,
    toDo: 'Write what was really recovered.',
  }),
  'build.recovered_is_gone': ({ reference, lots }) => ({
    what: `What ${reference} gave back has been used since.`,
    why: `Too little left: ${listText(lots.map(({ number, sku }) => `${sku} in ${number}`))}.`,
    toDo: 'Undo what used it first.',
  }),
  'build.not_found': () => ({
    what: 'This build is not in the ledger.',
    toDo: 'Choose a build from the list.',
  }),
  'build.short': ({ sku, quantity, buildableMax, components }) => ({
    what: `There is not enough in stock to build ${quantityText(quantity)} ${sku}.`,
    why: `Short: ${listText(components.map((c) => `${c.sku} (need ${quantityText(c.needed)} ${c.unit}, on hand ${quantityText(c.onHand)}${heldText(c)})`))}.`,
    toDo: `${buildableMax > 0 ? `Build ${countText(buildableMax)} now, or receive` : 'Receive or build'} what is short first${components.some(({ held }) => held > 0) ? ', or use what other planned builds hold' : ''}.`,
  }),
  'build.line_twice': ({ sku }) => ({
    what: `${sku} is in the list twice.`,
    toDo: 'Keep one line and give it the whole quantity.',
  }),
  'build.made_of_itself': ({ sku }) => ({
    what: `${sku} cannot be used to build itself.`,
    toDo: 'Choose another component.',
  }),
  'build.needs_assignee': () => ({
    what: 'Nobody is named for this build.',
    why: 'Build assignments are switched on.',
    toDo: 'Choose who builds it.',
  }),
  'build.rest_not_decided': ({ quantity, planned }) => ({
    what: `${quantityText(quantity)} of ${quantityText(planned)} planned are built now.`,
    toDo: 'Say whether the rest stays planned or is closed.',
  }),
  'build.pick_needs_reason': ({ sku }) => ({
    what: `Older lots of ${sku} come first.`,
    toDo: 'Say why these lots are used.',
  }),
  'build.pick_not_of_product': ({ sku }) => ({
    what: `This lot does not hold ${sku}.`,
    toDo: `Choose a lot of ${sku}.`,
  }),
  'build.pick_not_in_lot': ({ number, sku, picked, remaining }) => ({
    what: `There is not that much of ${sku} in ${number}.`,
    why: `${quantityText(picked)} would be taken, ${quantityText(remaining)} are in it.`,
    toDo: 'Take less of this lot, and the rest from another.',
  }),
  'build.pick_sum_differs': ({ sku, quantity, picked }) => ({
    what: `The lots chosen come to ${quantityText(picked)} of ${sku}, not to ${quantityText(quantity)}.`,
    toDo: picked < quantity ? 'Choose another lot for the rest.' : 'Take less from a lot.',
  }),

  'planned_build.not_found': () => ({
    what: 'This planned build is not in the ledger.',
    toDo: 'Choose one from the queue.',
  }),
  'planned_build.not_planned': ({ plannedBuildId, status }) => ({
    what: `Planned ${plannedBuildId} is ${plannedBuildStates[status]}.`,
    why: 'Only what is still planned can be changed or built.',
    toDo: status === 'done' ? 'Plan another build.' : 'Put it back into the queue first.',
  }),
  'planned_build.not_put_away': ({ plannedBuildId, status }) => ({
    what: status === 'planned' ? `Planned ${plannedBuildId} is in the queue.` : `Planned ${plannedBuildId} was built.`,
    toDo: 'Nothing is left to put back.',
  }),
  'planned_build.other_product': ({ plannedBuildId, sku }) => ({
    what: `Planned ${plannedBuildId} is for ${sku}.`,
    toDo: `Build ${sku}, or build without the plan.`,
  }),
}

const plannedBuildStates = { done: 'done', closed: 'closed', deleted: 'deleted' } as const

/** What is there and spoken for. */
function heldText({ held, heldBy }: ErrorData<'build.short'>['components'][number]): string {
  return held > 0 ? `, ${quantityText(held)} held by ${listText(heldBy.map(({ plannedBuildId }) => `Planned ${plannedBuildId}`))}` : ''
}
