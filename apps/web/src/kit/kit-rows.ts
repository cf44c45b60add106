import { AccountState, type Tier } from '@quayside/contract'

export interface KitRow {
  id: string
  name: string
  tier: Tier | null
  state: AccountState
  city: string
  phone: string | null
  orders: number
  amountE4: number
  quality: number
  at: string
}

export const kitStates = AccountState.options
const tiers: (Tier | null)[] = ['A', 'B', 'C', 'D', null]
const cities = ['Ningbo', 'Shanghai', 'Suzhou', 'Shenzhen', 'Qingdao', 'Tianjin']
const beginnings = ['Haichuan', 'Qiming', 'Yuanhang', 'Lanwan', 'Zhujiang', 'Jiangcheng', 'Tianfu', 'Ludao']
const trades = ['Precision', 'Electronics', 'Freight', 'Cold Chain', 'Textiles', 'Auto Parts', 'Pharma', 'Steel']
const pick = <T>(list: readonly T[], index: number) => list[index % list.length] as T

/** As many as the product promises to scroll smoothly. */
export const kitRows: KitRow[] = Array.from({ length: 100_000 }, (_, index) => ({
  id: `kit-${index}`,
  name: `${pick(beginnings, index)} ${pick(trades, Math.floor(index / 8))} ${index + 1}`,
  tier: pick(tiers, index),
  state: pick(kitStates, index),
  city: pick(cities, index),
  phone: index % 7 === 0 ? null : `0574-8812${String(index % 10_000).padStart(4, '0')}`,
  orders: (index * 37) % 900,
  amountE4: ((index * 7_919) % 9_000_000) * 1_000,
  quality: (index * 13) % 101,
  at: new Date(1_767_225_600_000 - index * 3_600_000).toISOString(),
}))
