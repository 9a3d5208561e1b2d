import { companyCommands } from './company-commands.ts'
import type { Samples } from './shape.ts'
import { shopCommands } from './shop-commands.ts'

/** Every call that changes something, in an order in which later ones find what earlier ones made. */
export const commandSamples: Samples<'command'> = { ...shopCommands, ...companyCommands }
