import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

export type UnlocodeFound = { country: string; place: string }

/**
 * Checks a UN/LOCODE (UNECE Recommendation 16): country of two letters, place of three letters or digits 2–9.
 * @param known codes the caller holds (ports, for instance), five characters each; when given, others are refused
 * @example checkUnlocode('cn sha') // value 'CNSHA'
 */
export function checkUnlocode(text: string, known?: ReadonlySet<string>): Checked<UnlocodeFound> {
  const code = halfWidth(text).replace(/[\s-]/g, '').toUpperCase()
  if (code === '') return wrong('empty')
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(code)) return wrong('unlocodeForm', { text: code.slice(0, 40) })
  if (known && !known.has(code)) return wrong('unlocodeUnknown', { text: code })
  return { ok: true, value: code, country: code.slice(0, 2), place: code.slice(2) }
}
