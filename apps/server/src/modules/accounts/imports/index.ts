export type { BroughtTarget, BroughtTargets, Said, Setting, Unit } from './brought/brought-target.ts'
export { forgetImportSources } from './forget-sources.ts'
export { importJobWith } from './import-job.ts'
export { serveImports } from './imports.routes.ts'
