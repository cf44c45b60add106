import type { SavedView } from '@quayside/contract'

/** Views everybody begins with. */
export function builtInViews(myId: string): Record<(typeof builtInNames)[number], SavedView['definition']> {
  return {
    mine: { layout: 'table', filter: { field: 'owner', op: 'in', value: [myId] }, sort: '-updatedAt' },
    tierA: { layout: 'table', filter: { field: 'tier', op: 'in', value: ['A'] }, sort: '-updatedAt' },
    dormant: { layout: 'table', filter: { field: 'state', op: 'in', value: ['dormant'] }, sort: 'updatedAt' },
    toVerify: { layout: 'table', filter: { field: 'quality', op: 'lt', value: 60 }, sort: 'quality' },
  }
}
export const builtInNames = ['mine', 'tierA', 'dormant', 'toVerify'] as const
