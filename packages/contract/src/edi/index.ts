export * from './channels.ts'
export * from './interchanges.ts'
export * from './messages.ts'
export * from './partners.ts'
