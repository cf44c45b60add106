export * from './order.ts'
export * from './order-draft.ts'
export * from './order-fields.ts'
