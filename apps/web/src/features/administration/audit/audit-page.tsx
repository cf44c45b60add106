import { type AuditEvent, listEvents } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import dayjs from 'dayjs'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { type Column, DataTable, DayRangePicker, Empty, PageHeader, Peek, useRows, When } from '../../../ui/index.ts'
import { colleaguesQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { eventSummary } from './event-summary.ts'
import { useEventWords } from './event-words.ts'

/** Nouns of the spine that an administrator asks about. */
const nouns = [
  'account',
  'contact',
  'user',
  'role',
  'team',
  'company',
  'order',
  'shipment',
  'import',
  'merge',
  'followUp',
  'interaction',
  'customField',
  'serviceDefinition',
  'costPool',
  'consoleRun',
  'apiKey',
  'webhookEndpoint',
] as const

const Place = z.object({
  actorId: z.string().optional(),
  kind: z.string().optional(),
  from: z.string().optional(),
  until: z.string().optional(),
  peek: z.string().optional(),
})

export function AuditPage() {
  const { t } = useTranslation('administration')
  const [place, setPlace] = useAddress(Place)
  const { actorId, kind, from, until } = place
  const query = { actorId, kind, from, until }
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const source = useRows<AuditEvent>(['event', 'list', query], (cursor, signal) =>
    call(listEvents, { query: { ...query, cursor, limit: 200 }, signal }),
  )
  const deedOf = useDeed()
  const columns = useEventColumns(deedOf)
  const peeked = source.rows.find((event) => event.id === place.peek)
  return (
    <Frame>
      <PageHeader title={t('audit.title')} text={t('audit.text')} />
      <div className="q-toolbar">
        <Select
          allowClear
          className="admin-filter"
          placeholder={t('audit.actor')}
          aria-label={t('audit.actor')}
          showSearch={{ optionFilterProp: 'label' }}
          value={actorId}
          options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(value) => setPlace({ actorId: value ?? undefined })}
        />
        <Select
          allowClear
          className="admin-filter"
          placeholder={t('audit.subject')}
          aria-label={t('audit.subject')}
          value={kind}
          options={nouns.map((value) => ({ value, label: t(`noun.${value}`) }))}
          onChange={(value) => setPlace({ kind: value ?? undefined })}
        />
        <DayRangePicker
          allowEmpty={[true, true]}
          value={[from ? dayjs(from) : null, until ? dayjs(until) : null]}
          onChange={(days) =>
            setPlace({ from: days?.[0]?.format('YYYY-MM-DD'), until: days?.[1]?.format('YYYY-MM-DD') })
          }
        />
      </div>
      <DataTable
        id="events"
        label={t('audit.title')}
        columns={columns}
        source={source}
        rowId={(event) => event.id}
        peekId={place.peek}
        onPeek={(event) => setPlace({ peek: event?.id })}
        empty={<Empty title={t('audit.none')} />}
      />
      <Peek open={peeked !== undefined} onClose={() => setPlace({ peek: undefined })} title={peeked && deedOf(peeked)}>
        {peeked && <EventDetail event={peeked} />}
      </Peek>
    </Frame>
  )
}

function EventDetail({ event }: { event: AuditEvent }) {
  const { t } = useTranslation('administration')
  return (
    <dl className="admin-event">
      <dt>{t('audit.at')}</dt>
      <dd>
        <When at={event.at} as="exact" />
      </dd>
      <dt>{t('audit.actor')}</dt>
      <dd>{event.actor?.name ?? t('audit.system')}</dd>
      <dt>{t('audit.subject')}</dt>
      <dd>
        <Subject event={event} />
        <div>
          <code>
            {event.subjectType} {event.subjectId}
          </code>
        </div>
      </dd>
      <dt>{t('audit.data')}</dt>
      <dd>{event.data ? <pre>{JSON.stringify(event.data, null, 2)}</pre> : t('audit.noData')}</dd>
    </dl>
  )
}

/** Whom or what it concerns, by name; of a customer the way to its page. */
function Subject({ event }: { event: AuditEvent }) {
  if (event.subjectName === null) return <span className="q-muted">–</span>
  return event.accountId === null ? (
    <span>{event.subjectName}</span>
  ) : (
    <Link to={`/accounts/${event.accountId}`}>{event.subjectName}</Link>
  )
}

/** What was done, in words; a kind nobody has worded yet as it stands. */
function useDeed(): (event: AuditEvent) => string {
  const { t, i18n } = useTranslation('administration')
  return useCallback(
    ({ kind }) => {
      const key = kind.replace('.', '_')
      return i18n.exists(`deed.${key}`, { ns: 'administration' }) ? t(`deed.${key}`) : kind
    },
    [t, i18n],
  )
}

function useEventColumns(deedOf: (event: AuditEvent) => string): Column<AuditEvent>[] {
  const { t } = useTranslation('administration')
  const words = useEventWords()
  return useMemo<Column<AuditEvent>[]>(
    () => [
      {
        id: 'at',
        title: t('audit.at'),
        width: 150,
        fixed: true,
        card: 'aside',
        cell: (event) => <When at={event.at} as="exact" />,
      },
      {
        id: 'actor',
        title: t('audit.actor'),
        width: 130,
        cell: (event) => event.actor?.name ?? <span className="q-muted">{t('audit.system')}</span>,
      },
      { id: 'kind', title: t('audit.what'), width: 190, card: 'title', cell: deedOf },
      { id: 'subject', title: t('audit.subject'), width: 240, cell: (event) => <Subject event={event} /> },
      {
        id: 'data',
        title: t('audit.data'),
        width: 380,
        cell: (event) => {
          const text = eventSummary(event.data, words, topicOf(event.kind))
          return (
            <span className="admin-event-data" title={text}>
              {text}
            </span>
          )
        },
      },
    ],
    [t, deedOf, words],
  )
}

/** What moves in `account.stateMoved`: its state. */
const topicOf = (kind: string) => /\.([a-z]+)(Moved|Changed)$/.exec(kind)?.[1] ?? ''
