import { PlusOutlined } from '@ant-design/icons'
import { EdiPartnerKind, type EdiPartnerRow } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { useMay } from '../../app/session.ts'
import {
  CellLink,
  type Column,
  DataTable,
  Empty,
  Figure,
  PageHeader,
  rowsAtHand,
  useSettledText,
  When,
} from '../../ui/index.ts'
import { partnersQuery } from './edi.api.ts'
import { ExportPartners } from './export-list.tsx'
import './edi.css'

const Place = z.object({
  q: z.string().max(100).optional(),
  kind: EdiPartnerKind.optional(),
  sort: z.string().max(20).optional(),
})

const sorts: Readonly<Record<string, (row: EdiPartnerRow) => string | number>> = {
  name: (row) => row.name,
  kind: (row) => row.kind,
  standard: (row) => row.standard,
  account: (row) => row.account?.name ?? '',
  quarantined: (row) => row.quarantined,
  overdue: (row) => row.overdue,
  lastReceived: (row) => row.lastReceivedAt ?? '',
}

/** All partners are here: narrowed and ordered on the spot. */
function arranged(rows: readonly EdiPartnerRow[], { q = '', kind, sort = 'name' }: z.infer<typeof Place>) {
  const text = q.trim().toLowerCase()
  const found = rows.filter(
    (row) =>
      (!kind || row.kind === kind) &&
      [row.name, row.account?.name ?? '', ...row.identities.map(({ identifier }) => identifier)].some((one) =>
        one.toLowerCase().includes(text),
      ),
  )
  const of = sorts[sort.replace('-', '')]
  if (!of) return found
  const compare = (a: EdiPartnerRow, b: EdiPartnerRow) => {
    const [one, other] = [of(a), of(b)]
    return typeof one === 'number' ? one - Number(other) : one.localeCompare(String(other))
  }
  return found.toSorted((a, b) => (sort.startsWith('-') ? compare(b, a) : compare(a, b)))
}

export function PartnersPage() {
  const { t } = useTranslation('edi')
  const may = useMay()
  const go = useNavigate()
  const { data } = useQuery(partnersQuery)
  const [{ q, kind, sort }, setPlace] = useAddress(Place)
  const [typed, setTyped] = useSettledText(q ?? '', (text) => setPlace({ q: text || undefined }))
  const rows = useMemo(() => data && arranged(data.rows, { q, kind, sort }), [data, q, kind, sort])
  const source = useMemo(() => rowsAtHand(rows), [rows])
  const columns = usePartnerColumns()
  const add = may('edi', 'create') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go({ to: '/edi/partners/new' })}>
      {t('newPartner')}
    </Button>
  )
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/edi">{t('title')}</Link>} title={t('partners')} actions={add} />
      <div className="q-toolbar">
        <Input.Search
          className="edi-search"
          allowClear
          value={typed}
          placeholder={t('searchPartners')}
          aria-label={t('searchPartners')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          allowClear
          value={kind ?? null}
          placeholder={t('field.kind')}
          aria-label={t('field.kind')}
          options={EdiPartnerKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(value) => setPlace({ kind: value ?? undefined })}
        />
        {may('edi', 'export') && (
          <span className="q-toolbar-end">
            <ExportPartners query={{ q, kind }} />
          </span>
        )}
      </div>
      <DataTable<EdiPartnerRow>
        id="edi-partners"
        label={t('partners')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSort={(next) => setPlace({ sort: next })}
        onOpen={(row) => go({ to: `/edi/partners/${row.id}` })}
        empty={
          q || kind ? (
            <Empty
              title={t('empty.partnersFound')}
              text={t('empty.foundText')}
              action={<Button onClick={() => setPlace({ q: undefined, kind: undefined })}>{t('clearPartners')}</Button>}
            />
          ) : (
            <Empty title={t('empty.partners')} text={t('empty.partnersText')} action={add} />
          )
        }
      />
    </div>
  )
}

function usePartnerColumns(): Column<EdiPartnerRow>[] {
  const { t } = useTranslation('edi')
  return useMemo(
    () => [
      {
        id: 'name',
        sort: true as const,
        title: t('field.name'),
        width: 220,
        fixed: true,
        card: 'title' as const,
        cell: (row) => <CellLink to={`/edi/partners/${row.id}`}>{row.name}</CellLink>,
      },
      {
        id: 'kind',
        sort: true as const,
        title: t('field.kind'),
        width: 110,
        card: 'aside' as const,
        cell: (row) => t(`kind.${row.kind}`),
      },
      {
        id: 'standard',
        sort: true as const,
        title: t('field.standard'),
        width: 110,
        cell: (row) => (row.standard === 'x12' ? 'X12' : 'EDIFACT'),
      },
      {
        id: 'identifier',
        title: t('field.identifier'),
        width: 200,
        cell: (row) => row.identities.map(({ identifier }) => identifier).join(', '),
      },
      {
        id: 'account',
        sort: true as const,
        title: t('field.account'),
        width: 220,
        cell: (row) => row.account?.name ?? '–',
      },
      {
        id: 'quarantined',
        sort: true as const,
        title: t('status.quarantined'),
        width: 110,
        align: 'right' as const,
        cell: (row) => <Figure value={row.quarantined} />,
      },
      {
        id: 'overdue',
        sort: true as const,
        title: t('status.overdue'),
        width: 110,
        align: 'right' as const,
        cell: (row) => <Figure value={row.overdue} />,
      },
      {
        id: 'lastReceived',
        sort: true as const,
        title: t('field.lastReceived'),
        width: 150,
        card: 'none' as const,
        cell: (row) => (row.lastReceivedAt ? <When at={row.lastReceivedAt} /> : '–'),
      },
    ],
    [t],
  )
}
