export { postponed } from '../../ui/postponed.ts'
