import type { Action } from '../rights.ts'

export const orders = (action: Action) => ({ module: 'orders', action }) as const
export const tag = 'Orders'
