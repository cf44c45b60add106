export type { FigureDefinition } from './figure-definitions.ts'
export { FIGURE_DEFINITIONS } from './figure-definitions.ts'
