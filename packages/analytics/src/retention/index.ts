export type { LostRule, Period, Retention } from './retention.ts'
export { CUSTOMER_STATES, retention } from './retention.ts'
