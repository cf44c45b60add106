import type { Action } from '../rights.ts'

export const administration = (action: Action) => ({ module: 'administration', action }) as const
export const tag = 'identity'
