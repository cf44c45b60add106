/** Lines and orders of a part, counted. `days`: how many lines took how many days from order to delivery. */
export interface Tally {
  key: string
  lines: number
  delivered: number
  promised: number
  onTime: number
  early: number
  late: number
  open: number
  orders: number
  complete: number
  otif: number
  days: Map<number, number>
}

export const verdicts = ['onTime', 'early', 'late', 'open'] as const
export const codeOfVerdict = `case verdict ${verdicts.map((name, at) => `when '${name}' then ${at}`).join(' ')} end`

export const nothing = (key: string): Tally => ({
  key,
  lines: 0,
  delivered: 0,
  promised: 0,
  onTime: 0,
  early: 0,
  late: 0,
  open: 0,
  orders: 0,
  complete: 0,
  otif: 0,
  days: new Map(),
})

export function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const tally = tallies.get(key) ?? nothing(key)
  tallies.set(key, tally)
  return tally
}
