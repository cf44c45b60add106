export type { HealthSigns } from './customer-health.ts'
export { customerHealth } from './customer-health.ts'
export type { NextAction, Situation } from './next-best-action.ts'
export { NEXT_ACTIONS, nextBestAction, TOUCH_EVERY_DAYS } from './next-best-action.ts'
