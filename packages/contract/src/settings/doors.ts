export const mayRead = { module: 'administration', action: 'read' } as const
export const mayCreate = { module: 'administration', action: 'create' } as const
export const mayChange = { module: 'administration', action: 'change' } as const
export const tag = 'settings'
