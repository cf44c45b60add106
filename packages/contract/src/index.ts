export * from './rights.ts'
export * from './route.ts'
export * from './shapes.ts'
