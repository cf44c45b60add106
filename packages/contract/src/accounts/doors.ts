import type { Action } from '../rights.ts'

export const accounts = (action: Action) => ({ module: 'accounts', action }) as const
export const tag = 'Accounts'
