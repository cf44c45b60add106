import { PlusOutlined } from '@ant-design/icons'
import type { EdiPartnerRow } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { CellLink, type Column, DataTable, Empty, Figure, PageHeader, rowsAtHand, When } from '../../ui/index.ts'
import { partnersQuery } from './edi.api.ts'
import './edi.css'

export function PartnersPage() {
  const { t } = useTranslation('edi')
  const may = useMay()
  const go = useNavigate()
  const { data } = useQuery(partnersQuery)
  const source = useMemo(() => rowsAtHand(data?.rows ?? []), [data])
  const columns = usePartnerColumns()
  const add = may('edi', 'create') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go({ to: '/edi/partners/new' })}>
      {t('newPartner')}
    </Button>
  )
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/edi">{t('title')}</Link>} title={t('partners')} actions={add} />
      <DataTable<EdiPartnerRow>
        id="edi-partners"
        label={t('partners')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        onOpen={(row) => go({ to: `/edi/partners/${row.id}` })}
        empty={<Empty title={t('empty.partners')} text={t('empty.partnersText')} action={add} />}
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
        title: t('field.name'),
        width: 220,
        fixed: true,
        card: 'title' as const,
        cell: (row) => <CellLink to={`/edi/partners/${row.id}`}>{row.name}</CellLink>,
      },
      { id: 'kind', title: t('field.kind'), width: 110, card: 'aside' as const, cell: (row) => t(`kind.${row.kind}`) },
      {
        id: 'standard',
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
      { id: 'account', title: t('field.account'), width: 220, cell: (row) => row.account?.name ?? '–' },
      {
        id: 'quarantined',
        title: t('status.quarantined'),
        width: 110,
        align: 'right' as const,
        cell: (row) => <Figure value={row.quarantined} />,
      },
      {
        id: 'overdue',
        title: t('status.overdue'),
        width: 110,
        align: 'right' as const,
        cell: (row) => <Figure value={row.overdue} />,
      },
      {
        id: 'lastReceived',
        title: t('field.lastReceived'),
        width: 150,
        card: 'none' as const,
        cell: (row) => (row.lastReceivedAt ? <When at={row.lastReceivedAt} /> : '–'),
      },
    ],
    [t],
  )
}
