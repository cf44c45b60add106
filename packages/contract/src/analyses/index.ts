export * from './classification.ts'
export * from './composition.ts'
export * from './frame.ts'
export * from './lines-behind.ts'
