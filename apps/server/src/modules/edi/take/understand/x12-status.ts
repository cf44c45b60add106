import { at, type Said } from '../said.ts'
import type { AnswerSaid, Befell, References, Understood } from './understood.ts'
import { dayOf, momentOf } from './values.ts'
import { referencesOf } from './x12-parts.ts'

/** Carrier's shipment status: B10 names the shipment, each AT7 is one thing that befell it. */
export function understand214(said: Said): Understood {
  const b10 = said.one('B10')
  const references: References[] = [
    ...(at(b10, 1) ? [{ kind: 'pro', value: at(b10, 1) }] : []),
    ...(at(b10, 2) ? [{ kind: 'shipment', value: at(b10, 2) }] : []),
    ...referencesOf(said),
  ]
  const befell = said.parts('AT7', 'LX').map(befellOf)
  return { does: 'milestones', standard: 'x12', reference: at(b10, 2) || at(b10, 1), references, befell }
}

/** AT701 says what happened, AT703 what was appointed; LT and the like are the place's own time. */
function befellOf(part: Said): Befell {
  const at7 = part.head
  const appointment = at(at7, 1) === ''
  const ms1 = part.one('MS1')
  return {
    status: at(at7, 1) || `appointment:${at(at7, 3)}`,
    reason: at(at7, 2) || at(at7, 4),
    kind: appointment ? 'planned' : 'actual',
    at: zoned(momentOf(at(at7, 5), at(at7, 6)), at(at7, 7)),
    place: [at(ms1, 1), at(ms1, 2), at(ms1, 3)].filter(Boolean).join(', '),
    unlocode: '',
  }
}

/** Element 623: hours from UTC as `-05` are written M05 or 05 there; names of American zones stand for themselves. */
const offsets: Record<string, string> = {
  UT: 'Z',
  GM: 'Z',
  ES: '-05:00',
  ED: '-04:00',
  CS: '-06:00',
  CD: '-05:00',
  MS: '-07:00',
  MD: '-06:00',
  PS: '-08:00',
  PD: '-07:00',
}
const zoned = (moment: string, zone: string) => (moment.includes('T') ? moment + (offsets[zone] ?? '') : moment)

/** Ship notice: what left, and when it shall be there. */
export function understand856(said: Said): Understood {
  const bsn = said.one('BSN')
  const head = said.before('LIN', 'SN1')
  const left = said.one('DTM', 1, '011', '111')
  const due = said.one('DTM', 1, '017', '067', '371')
  const references: References[] = [
    ...said.all('PRF').flatMap((prf) => (at(prf, 1) ? [{ kind: 'purchaseOrder', value: at(prf, 1) }] : [])),
    ...(at(bsn, 2) ? [{ kind: 'shipment', value: at(bsn, 2) }] : []),
    ...referencesOf(head),
    ...said.all('TD3').flatMap((td3) => (at(td3, 3) ? [{ kind: 'container', value: at(td3, 2) + at(td3, 3) }] : [])),
  ]
  const event = (status: string, kind: Befell['kind'], moment: string): Befell => ({
    status,
    reason: '',
    kind,
    at: moment,
    place: '',
    unlocode: '',
  })
  const befell = [event('AF', 'actual', left ? momentOf(at(left, 2), at(left, 3)) : momentOf(at(bsn, 3), at(bsn, 4)))]
  if (due) befell.push(event('AG', 'estimated', momentOf(at(due, 2), at(due, 3))))
  const order = at(said.one('PRF'), 1)
  return { does: 'milestones', standard: 'x12', reference: order || at(bsn, 2), references, befell }
}

/** Response to a load tender: B104 says A accepted, D declined. */
export function understand990(said: Said): AnswerSaid {
  const b1 = said.one('B1')
  const verdict = at(b1, 4) === 'D' ? 'declined' : at(b1, 4) === 'E' ? 'changed' : 'accepted'
  const theirs = at(said.one('N9', 1, 'CN'), 2)
  return { does: 'answer', reference: at(b1, 2), verdict, theirs }
}

/** Acknowledgement of a purchase order: BAK02 says AT or AD accepted, AC and AE changed, RD and RJ declined. */
export function understand855(said: Said): AnswerSaid {
  const bak = said.one('BAK')
  const declined = ['RD', 'RJ', 'RO'].includes(at(bak, 2))
  const changed = ['AC', 'AE'].includes(at(bak, 2))
  return {
    does: 'answer',
    reference: at(bak, 3),
    verdict: declined ? 'declined' : changed ? 'changed' : 'accepted',
    theirs: at(bak, 8),
  }
}

/** A day alone, where a moment is too fine. */
export const dayOnly = (text: string) => dayOf(text).slice(0, 10) || null
