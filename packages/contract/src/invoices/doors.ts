import type { Action } from '../rights.ts'

export const invoices = (action: Action) => ({ module: 'invoices', action }) as const
export const tag = 'Invoices and payments'
