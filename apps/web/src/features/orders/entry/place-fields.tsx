import { PlaceKind } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { ChoiceCell, DayCell, TextCell } from './cells.tsx'
import { fieldsOf } from './draft.ts'
import { AddRow, RowHead } from './row-head.tsx'
import type { Entry } from './use-entry.ts'

/** Where from, where to and what lies between. */
export function PlaceFields({ entry }: { entry: Entry }) {
  const { t } = useTranslation('orders')
  const { typed, putIn } = entry
  const shown = fieldsOf(typed.lines[0]?.service ?? 'road')
  return (
    <fieldset className="entry-group">
      <legend>{t('entry.places')}</legend>
      {[...typed.places.entries()].map(([at, place]) => {
        const path = `/places/${at}`
        const put = (change: object) => putIn('places', at, change)
        return (
          <div key={at} className="entry-row">
            <RowHead title={t(`place.${place.kind}`)} onRemove={() => entry.drop('places', at)} />
            <ChoiceCell
              entry={entry}
              path={`${path}/kind`}
              label={t('field.placeKind')}
              value={place.kind}
              choices={PlaceKind.options.map((value) => ({ value, label: t(`place.${value}`) }))}
              onChange={(kind) => put({ kind })}
            />
            {shown.unlocode && (
              <TextCell
                entry={entry}
                path={`${path}/unlocode`}
                label={t('field.unlocode')}
                maxLength={20}
                upper
                placeholder="CNSHA"
                value={place.unlocode}
                onChange={(unlocode) => put({ unlocode })}
              />
            )}
            <TextCell
              entry={entry}
              path={`${path}/city`}
              label={t('field.city')}
              maxLength={200}
              value={place.city}
              onChange={(city) => put({ city })}
            />
            {shown.address && (
              <TextCell
                entry={entry}
                path={`${path}/address`}
                label={t('field.address')}
                maxLength={1000}
                value={place.address}
                onChange={(address) => put({ address })}
              />
            )}
            <TextCell
              entry={entry}
              path={`${path}/country`}
              label={t('field.country')}
              maxLength={2}
              upper
              placeholder="CN"
              value={place.country}
              onChange={(country) => put({ country })}
            />
            <DayCell
              entry={entry}
              path={`${path}/from`}
              label={t('field.windowFrom')}
              time
              value={place.from}
              onChange={(from) => put({ from })}
            />
            <DayCell
              entry={entry}
              path={`${path}/to`}
              label={t('field.windowTo')}
              time
              value={place.to}
              onChange={(to) => put({ to })}
            />
          </div>
        )
      })}
      <AddRow label={t('entry.addPlace')} onAdd={() => entry.add('places', { kind: 'stop' })} />
    </fieldset>
  )
}
