import { ShipmentSort } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useListViews } from '../../../app/lists/use-list-views.ts'
import { asFilter, nothingAsked, type ShipmentPlace } from './shipment-place.ts'

/** Views of the list of shipments; what its quick choices narrow is part of them. */
export function useShipmentViews(place: ShipmentPlace, setPlace: (change: Partial<ShipmentPlace>) => void) {
  const { t } = useTranslation('shipments')
  const { state, mode, carrier, exception, risk, from, to } = place
  return useListViews({
    subject: 'shipments',
    place,
    setPlace,
    allName: t('views.all'),
    readSort: (sort) => (ShipmentSort.safeParse(sort.replace(/^-/, '')).success ? sort : undefined),
    mostSearch: 100,
    besides: nothingAsked,
    besidesChanged: [state, mode, carrier, exception, risk, from, to].some((choice) => choice !== undefined),
    keptFilter: (filter) => asFilter(place, filter),
  })
}
