import type { MappedMilestone } from './map-x12.ts'
import type { MilestoneCode } from './milestones.ts'

const actual = (code: MilestoneCode): MappedMilestone => ({ code, kind: 'actual' })

/**
 * EDIFACT IFTSTA, STS: status event (data element 9011 until D.99B; the same codes of UN/ECE recommendation 24 in 4405 after it).
 * Whether a time is planned or estimated says the DTM beside it, see `kindOfDtm`.
 */
export const milestoneOfIftsta: Readonly<Record<string, MappedMilestone>> = {
  1: actual('arrived'),
  3: actual('damaged'),
  6: actual('booked'),
  7: actual('cancelled'),
  8: actual('customsReleased'),
  9: actual('customsReleased'),
  10: actual('released'),
  11: actual('released'),
  12: actual('customsReleased'),
  13: actual('pickedUp'),
  16: actual('inTransit'),
  17: actual('customsHold'),
  18: actual('damaged'),
  20: actual('delayed'),
  21: actual('delivered'),
  22: actual('delivered'),
  23: actual('attempted'),
  24: actual('departed'),
  25: actual('delayed'),
  26: actual('discharged'),
  27: actual('departed'),
  29: actual('discharged'),
  31: actual('inTransit'),
  36: actual('lost'),
  37: actual('found'),
  39: actual('customsReleased'),
  40: actual('arrived'),
  41: actual('inTransit'),
  42: actual('inTransit'),
  43: actual('pickedUp'),
  44: actual('delayed'),
  45: actual('atDelivery'),
  46: actual('arrived'),
  48: actual('loaded'),
  49: actual('lost'),
  51: actual('delayed'),
  52: actual('delayed'),
  53: actual('delayed'),
  55: actual('delayed'),
  56: actual('attempted'),
  57: actual('delayed'),
  59: actual('discharged'),
  66: actual('damaged'),
  70: actual('loaded'),
  72: actual('delivered'),
  73: actual('delivered'),
  74: actual('arrived'),
  75: actual('inTransit'),
  76: actual('inTransit'),
  77: actual('refused'),
  78: actual('released'),
  79: actual('loaded'),
  80: actual('returned'),
  81: actual('returned'),
  82: actual('returned'),
  87: actual('delayed'),
  90: actual('held'),
  91: actual('arrived'),
  92: actual('loaded'),
  93: actual('loaded'),
  94: actual('loaded'),
  97: actual('damaged'),
  98: actual('inTransit'),
  99: actual('inTransit'),
  100: actual('inTransit'),
  101: actual('delayed'),
}

/** DTM beside an STS: data element 2005, what the time means. Others are the time of the event itself. */
export const kindOfDtm: Readonly<Record<string, MappedMilestone['kind']>> = {
  2: 'planned', // delivery requested
  17: 'estimated', // delivery estimated
  64: 'planned', // delivery, earliest
  63: 'planned', // delivery, latest
  132: 'estimated', // arrival estimated
  133: 'estimated', // departure estimated
  232: 'planned', // arrival scheduled
  234: 'planned', // collection, earliest
}
