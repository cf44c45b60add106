import { PartyRole, ReferenceKind } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { ChoiceCell, TextCell } from './cells.tsx'
import { PartyCustomer } from './party-customer.tsx'
import { AddRow, RowHead } from './row-head.tsx'
import type { Entry } from './use-entry.ts'

/** Parties, references and a note: what many orders do without. */
export function MoreFields({ entry }: { entry: Entry }) {
  const { t } = useTranslation('orders')
  const { typed, putIn, put } = entry
  return (
    <>
      <fieldset className="entry-group">
        <legend>{t('entry.parties')}</legend>
        {[...typed.parties.entries()].map(([at, party]) => {
          const path = `/parties/${at}`
          const set = (change: object) => putIn('parties', at, change)
          return (
            <div key={at} className="entry-row">
              <RowHead title={t(`party.${party.role}`)} onRemove={() => entry.drop('parties', at)} />
              <ChoiceCell
                entry={entry}
                path={`${path}/role`}
                label={t('field.role')}
                value={party.role}
                choices={PartyRole.options.map((value) => ({ value, label: t(`party.${value}`) }))}
                onChange={(role) => set({ role })}
              />
              <PartyCustomer entry={entry} path={path} party={party} onChange={set} />
              <TextCell
                entry={entry}
                path={`${path}/name`}
                label={t('field.name')}
                maxLength={500}
                value={party.name}
                onChange={(name) => set({ name })}
              />
              <TextCell
                entry={entry}
                path={`${path}/phone`}
                label={t('field.phone')}
                maxLength={60}
                value={party.phone}
                onChange={(phone) => set({ phone })}
              />
              <TextCell
                entry={entry}
                path={`${path}/city`}
                label={t('field.city')}
                maxLength={200}
                value={party.city}
                onChange={(city) => set({ city })}
              />
              <TextCell
                entry={entry}
                path={`${path}/address`}
                label={t('field.address')}
                maxLength={1000}
                value={party.address}
                onChange={(address) => set({ address })}
              />
            </div>
          )
        })}
        <AddRow
          label={t('entry.addParty')}
          onAdd={() => entry.add('parties', { role: typed.parties.length === 0 ? 'shipper' : 'consignee' })}
        />
      </fieldset>
      <fieldset className="entry-group">
        <legend>{t('entry.references')}</legend>
        {[...typed.references.entries()].map(([at, reference]) => (
          <div key={at} className="entry-row">
            <RowHead title={t(`reference.${reference.kind}`)} onRemove={() => entry.drop('references', at)} />
            <ChoiceCell
              entry={entry}
              path={`/references/${at}/kind`}
              label={t('field.referenceKind')}
              value={reference.kind}
              choices={ReferenceKind.options.map((value) => ({ value, label: t(`reference.${value}`) }))}
              onChange={(kind) => putIn('references', at, { kind })}
            />
            <TextCell
              entry={entry}
              path={`/references/${at}/value`}
              label={t('field.reference')}
              maxLength={200}
              value={reference.value}
              onChange={(value) => putIn('references', at, { value })}
            />
          </div>
        ))}
        <AddRow label={t('entry.addReference')} onAdd={() => entry.add('references', { kind: 'booking', value: '' })} />
      </fieldset>
      <fieldset className="entry-group">
        <TextCell
          entry={entry}
          path="/note"
          label={t('field.note')}
          wide
          rows={2}
          maxLength={5000}
          value={typed.note}
          onChange={(note) => put({ note })}
        />
      </fieldset>
    </>
  )
}
