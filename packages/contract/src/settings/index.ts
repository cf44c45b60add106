export * from './audit.ts'
export * from './calendar.ts'
export * from './company.ts'
export * from './custom-fields.ts'
