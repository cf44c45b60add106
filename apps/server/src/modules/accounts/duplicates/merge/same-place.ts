import { plainText } from '@quayside/matching'
import type { Id } from '../../../../platform/ids.ts'

export interface Place {
  id: Id
  kind: string
  country: string
  province: string | null
  city: string | null
  district: string | null
  street: string
  postcode: string | null
  unlocode: string | null
}

/** Addresses of the loser that the winner has already, for the same use: they stay behind. */
export function placesLeftBehind(winner: readonly Place[], loser: readonly Place[]): Id[] {
  const known = new Set(winner.map(said))
  return loser.filter((place) => known.has(said(place))).map((place) => place.id)
}

const said = ({ kind, country, province, city, district, street, postcode, unlocode }: Place) =>
  [kind, country, ...[province, city, district, street, postcode, unlocode].map((part) => plainText(part ?? ''))].join(
    '|',
  )
