import type { CustomerRef, DraftLine, NewOrder } from '@quayside/contract'

/** A container from Shanghai to Hamburg: nothing is wrong with it. */
export const anOrder = (customer: CustomerRef, line: Partial<DraftLine> = {}): NewOrder => ({
  customer,
  currency: 'CNY',
  lines: [{ service: 'sea', item: 'FCL 40HC', quantity: 1, unit: 'container', ...line }],
  goods: [{ description: 'Machine parts', hsCode: '8483.40', packages: 20, packageType: 'crate', weightG: 12_000_000 }],
  places: [
    { kind: 'portOfLoading', name: 'Shanghai', unlocode: 'CNSHA', from: '2026-03-10', to: '2026-03-12' },
    { kind: 'portOfDischarge', name: 'Hamburg', unlocode: 'DEHAM', from: '2026-04-10', to: '2026-04-15' },
  ],
})
