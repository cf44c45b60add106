import { type EdiMessageRow, EdiMessageSort, type EdiMessageStatus, receiveEdi } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { useMay } from '../../app/session.ts'
import {
  CellLink,
  type Column,
  ColumnChooser,
  DataTable,
  Empty,
  PageHeader,
  SavedViews,
  useColumnLayout,
  useKit,
  useNarrow,
  useRows,
  useSettledText,
  When,
} from '../../ui/index.ts'
import { fetchMessages, summaryQuery } from './edi.api.ts'
import { ExportMessages } from './export-list.tsx'
import { MessageFilters } from './message-filters.tsx'
import { askedOf, choicesOf, MessagePlace, nothingChosen } from './message-place.ts'
import { MessageStatus, useSentence } from './message-status.tsx'
import { useMessageViews } from './message-views.ts'
import { SendFile } from './send-file.tsx'
import './edi.css'

/** What came and went, newest first; above it, what waits for a person. */
export function MessagesPage() {
  const { t } = useTranslation('edi')
  const go = useNavigate()
  const may = useMay()
  const client = useQueryClient()
  const [place, setPlace] = useAddress(MessagePlace)
  const { shown, show, chosen, choose, bar } = useMessageViews(place, setPlace)
  const { search, filter, sort } = shown
  const { orderId } = place
  const [typed, setTyped] = useSettledText(search, (next) => show({ search: next }))
  const asked = useMemo(() => askedOf(choicesOf(filter), { search, orderId }), [filter, search, orderId])
  const query = useMemo(() => ({ ...asked, sort }), [asked, sort])
  const source = useRows(['ediMessage', 'list', query], fetchMessages(query))
  const columns = useMessageColumns()
  const narrow = useNarrow()
  const layout = useColumnLayout('edi-messages', columns, {})
  const narrowed = filter !== undefined || search !== '' || orderId !== undefined
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Link to="/edi/partners">{t('partners')}</Link>
            {may('edi', 'export') && <ExportMessages query={asked} />}
            {may('edi', 'create') && (
              <SendFile route={receiveEdi} onSent={() => client.invalidateQueries({ queryKey: ['ediMessage'] })} />
            )}
          </>
        }
      />
      <Summary onPick={(wanted) => choose({ status: wanted })} />
      <SavedViews {...bar()} />
      <div className="q-toolbar">
        <Input.Search
          className="edi-search"
          allowClear
          value={typed}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <MessageFilters chosen={chosen} choose={choose} />
        {narrowed && (
          <Button
            onClick={() => setPlace({ ...nothingChosen, view: undefined, filter: null, q: '', orderId: undefined })}
          >
            {t('clear')}
          </Button>
        )}
        <span className="q-toolbar-end">{!narrow && <ColumnChooser layout={layout} />}</span>
      </div>
      <DataTable<EdiMessageRow>
        id="edi-messages"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort ?? '-receivedAt'}
        onSort={(next) => show({ sort: EdiMessageSort.safeParse(next).data })}
        onOpen={(row) => go({ to: `/edi/messages/${row.id}` })}
        empty={
          <Empty
            title={t(narrowed ? 'empty.found' : 'empty.none')}
            text={t(narrowed ? 'empty.foundText' : 'empty.noneText')}
          />
        }
      />
    </div>
  )
}

function Summary({ onPick }: { onPick: (status: EdiMessageStatus | undefined) => void }) {
  const { t } = useTranslation('edi')
  const { locale } = useKit()
  const say = useSentence()
  const { data } = useQuery(summaryQuery)
  if (!data) return null
  const figures = [
    ['quarantined', data.quarantined],
    ['overdue', data.overdue],
    ['waiting', data.waiting],
  ] as const
  return (
    <>
      <div className="edi-summary">
        {figures.map(([status, figure]) => (
          <Button
            key={status}
            type="link"
            size="small"
            danger={figure > 0 && status !== 'waiting'}
            onClick={() => onPick(status)}
          >
            {t(`status.${status}`)} <b>{figure.toLocaleString(locale)}</b>
          </Button>
        ))}
        <span>{t('today', { received: data.receivedToday, taken: data.takenToday, sent: data.sentToday })}</span>
      </div>
      {data.troubled.map(({ partnerId, partner, trouble }) => (
        <Alert
          key={partnerId}
          type="warning"
          showIcon
          title={
            <>
              <Link to={`/edi/partners/${partnerId}`}>{partner}</Link> {say(trouble)}
            </>
          }
        />
      ))}
    </>
  )
}

function useMessageColumns(): Column<EdiMessageRow>[] {
  const { t } = useTranslation('edi')
  const say = useSentence()
  return useMemo(
    () => [
      {
        id: 'type',
        title: t('field.type'),
        width: 165,
        fixed: true,
        card: 'title' as const,
        cell: (row) => (
          <CellLink to={`/edi/messages/${row.id}`}>
            {row.type} {t(`type.${row.type}`, { defaultValue: '' })}
          </CellLink>
        ),
      },
      { id: 'reference', title: t('field.reference'), width: 115, cell: (row) => row.reference || '–' },
      {
        id: 'partner',
        title: t('field.partner'),
        width: 185,
        cell: (row) =>
          row.partner ? <CellLink to={`/edi/partners/${row.partner.id}`}>{row.partner.name}</CellLink> : '–',
      },
      {
        id: 'status',
        title: t('field.status'),
        width: 110,
        card: 'aside' as const,
        cell: (row) => <MessageStatus status={row.status} />,
      },
      {
        id: 'reason',
        title: t('field.reason'),
        width: 290,
        cell: (row) => {
          const outcome = row.outcome && t(`outcome.${row.outcome}`, { defaultValue: row.outcome })
          const text = [outcome, row.reasons[0] && say(row.reasons[0])].filter(Boolean).join(' · ')
          return <span title={text}>{text}</span>
        },
      },
      {
        id: 'direction',
        title: t('field.direction'),
        width: 70,
        card: 'none' as const,
        cell: (row) => t(`direction.${row.direction}`),
      },
      {
        id: 'order',
        title: t('field.order'),
        width: 140,
        card: 'none' as const,
        cell: (row) => (row.order ? <CellLink to={`/orders/${row.order.id}`}>{row.order.number}</CellLink> : '–'),
      },
      {
        id: 'receivedAt',
        title: t('field.at'),
        width: 110,
        sort: true as const,
        cell: (row) => <When at={row.receivedAt} />,
      },
    ],
    [t, say],
  )
}
