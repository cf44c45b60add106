export { defaultDataDir } from './data-folder.ts'
export { findRunning } from './find-running.ts'
export { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from './start-embedded.ts'
export {
  type Bilingual,
  newerSchema,
  noDuckDb,
  portTaken,
  printable,
  StartupProblem,
  type StartupProblemCode,
} from './startup-problem.ts'
