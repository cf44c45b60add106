export { forgetImportSources } from './forget-sources.ts'
export { importJob } from './import-job.ts'
export { serveImports } from './imports.routes.ts'
