import {
  type LinesBehind,
  listMatrix,
  listMatrixIds,
  type MatrixCustomer,
  type MatrixKind,
  type QueryOf,
} from '@quayside/contract'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, Money, useKit, useRows } from '../../../ui/index.ts'
import { useCustomerColumns } from '../customers/customer-columns.tsx'
import { CustomersPanel } from '../customers/customers-panel.tsx'
import { LinesBehindPeek } from '../frame/lines-behind.tsx'
import { OpensLines } from '../frame/opens-lines.tsx'
import { axisText, unitOf } from './axis-text.ts'
import type { MatrixPlace } from './matrices-page.tsx'

interface MatrixCustomersProps {
  question: Omit<QueryOf<typeof listMatrixIds>, 'cell'>
  kind: MatrixKind
  place: MatrixPlace
  onPlace: (change: Partial<MatrixPlace>) => void
  currency: string
}

/** The customers of a type, to assign, tag and follow up. What one brings opens onto his lines. */
export function MatrixCustomers({ question, kind, place, onPlace, currency }: MatrixCustomersProps) {
  const { t } = useTranslation('matrices')
  const { cell, sort } = place
  const [behind, setBehind] = useState<MatrixCustomer | undefined>(undefined)
  const asked = { ...question, cell }
  // Owners and tiers follow what is changed here: the key begins with what changes are told of.
  const source = useRows<MatrixCustomer>(['account', 'matrices', asked, sort], (cursor, signal) =>
    call(listMatrix, { query: { ...asked, sort, cursor, limit: 100 }, signal }),
  )
  return (
    <>
      <CustomersPanel
        id={`matrix-${kind}`}
        label={t('list.title')}
        title={cell ? t(`cell.${cell}`) : t('list.title')}
        columns={useMatrixColumns(kind, currency, setBehind)}
        source={source}
        sort={sort ?? '-revenue'}
        onSort={(next) => onPlace({ sort: listMatrix.query.shape.sort.safeParse(next).data })}
        head={
          cell && (
            <Button size="small" onClick={() => onPlace({ cell: undefined })}>
              {t('list.all')}
            </Button>
          )
        }
        act={{ list: asked, allIds: () => call(listMatrixIds, { query: asked }) }}
      />
      <LinesBehindPeek
        behind={behind && linesOf(question, currency, behind)}
        title={behind?.account.name ?? ''}
        onClose={() => setBehind(undefined)}
      />
    </>
  )
}

/** Lines of his in the filter, whatever the type he was put in. */
const linesOf = (
  { from, to, region, service, ownerId, teamId }: MatrixCustomersProps['question'],
  currency: string,
  { account }: MatrixCustomer,
): LinesBehind => ({ from, to, currency, region, service, ownerId, teamId, accountId: account.id })

function useMatrixColumns(
  kind: MatrixKind,
  currency: string,
  onLines: (row: MatrixCustomer) => void,
): Column<MatrixCustomer>[] {
  const { t } = useTranslation('matrices')
  const { locale } = useKit()
  const who = useCustomerColumns<MatrixCustomer>()
  return useMemo(() => {
    const axis = (name: 'x' | 'y'): Column<MatrixCustomer> => ({
      id: name,
      title: t(`axis.${kind}.${name}`),
      width: 140,
      align: 'right',
      sort: true,
      cell: (row) => axisText(row[name], unitOf(kind, name), { locale, currency }),
    })
    return [
      ...who,
      { id: 'cell', title: t('column.type'), width: 150, cell: (row) => t(`cell.${row.cell}`) },
      axis('x'),
      axis('y'),
      {
        id: 'revenue',
        title: t('column.revenue'),
        width: 150,
        align: 'right',
        sort: true,
        cell: (row) => (
          <OpensLines onOpen={() => onLines(row)}>
            <Money amountE4={row.revenueE4} currency={currency} />
          </OpensLines>
        ),
      },
    ]
  }, [who, kind, currency, locale, t, onLines])
}
