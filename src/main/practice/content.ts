import type { Content } from './entity.ts'

/** What the practice company is made of. */
export const content: Content = {
  entities: [],
  tables: [],
  seed: () => undefined,
  page: () => null,
}
