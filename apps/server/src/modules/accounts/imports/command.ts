export { importUsage } from './import-arguments.ts'
export { importCommand } from './import-command.ts'
