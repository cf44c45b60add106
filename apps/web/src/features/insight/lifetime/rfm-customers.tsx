import { type LinesBehind, listRfm, listRfmIds, type QueryOf, type RfmCustomer } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useRows } from '../../../ui/index.ts'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { useRfmColumns } from './rfm-columns.tsx'
import type { RfmPlace } from './rfm-page.tsx'

interface RfmCustomersProps {
  filter: LinesBehind
  place: RfmPlace
  onPlace: (change: Partial<RfmPlace>) => void
  currency: string
}

/** The customers of a cell or group, to assign, tag and follow up. What one brings opens onto his lines. */
export function RfmCustomers({ filter, place, onPlace, currency }: RfmCustomersProps) {
  const { t } = useTranslation('rfm')
  const [behind, setBehind] = useState<RfmCustomer | undefined>(undefined)
  const { recency, frequency, segment, sort } = place
  const asked: QueryOf<typeof listRfmIds> = { ...filter, recency, frequency, segment }
  // Owners and tiers follow what is changed here: the key begins with what changes are told of.
  const source = useRows<RfmCustomer>(['account', 'rfm', asked, sort], (cursor, signal) =>
    call(listRfm, { query: { ...asked, sort, cursor, limit: 100 }, signal }),
  )
  const narrowed = segment
    ? t(`segment.${segment}`)
    : recency && frequency
      ? t('list.cell', { recency, frequency })
      : undefined
  return (
    <>
      <CustomersPanel
        id="rfm-customers"
        label={t('list.title')}
        title={narrowed ? t('list.of', { of: narrowed }) : t('list.title')}
        columns={useRfmColumns(currency, setBehind)}
        source={source}
        sort={sort ?? '-revenue'}
        onSort={(next) => onPlace({ sort: listRfm.query.shape.sort.safeParse(next).data })}
        head={
          narrowed && (
            <Button
              size="small"
              onClick={() => onPlace({ recency: undefined, frequency: undefined, segment: undefined })}
            >
              {t('list.all')}
            </Button>
          )
        }
        act={{ list: asked, allIds: () => call(listRfmIds, { query: asked }) }}
      />
      <LinesBehindPeek
        behind={behind && { ...filter, accountId: behind.account.id }}
        title={behind?.account.name ?? ''}
        onClose={() => setBehind(undefined)}
      />
    </>
  )
}
