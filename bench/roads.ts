import type { Filter } from '@quayside/contract'

/** What the product and the bare server are asked alike. */
export const chosenStates: Filter = { all: [{ field: 'state', op: 'in', value: ['active', 'mature'] }] }

export const newCustomer = (number: number) => ({
  kind: 'enterprise',
  name: `宁波测量${number}号进出口有限公司`,
  phone: `+86138${10_000_000 + number}`,
})
