import { type ConsoleRun, listSqlRuns } from '@quayside/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { Empty, When } from '../../../ui/index.ts'

/** What was run: one’s own, and for administrators everybody’s. A click writes it into the editor. */
export function HistoryPanel({ onPick }: { onPick: (sql: string) => void }) {
  const { t, i18n } = useTranslation('sql-console')
  const { rights } = useMe()
  const [whose, setWhose] = useState<'mine' | 'all'>('mine')
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['consoleRun', 'list', whose],
    queryFn: ({ pageParam, signal }) => call(listSqlRuns, { query: { whose, cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const runs = data?.pages.flatMap(({ rows }) => rows)
  const figure = (value: number) => value.toLocaleString(i18n.language)
  const told = ({ rows, milliseconds, format }: ConsoleRun) =>
    [
      rows === null ? null : t('rows', { figure: figure(rows) }),
      t('took', { figure: figure(milliseconds) }),
      format?.toUpperCase(),
    ].filter(Boolean)
  return (
    <div className="console-history">
      {rights.modules.administration.read === 'all' && (
        <Segmented
          block
          value={whose}
          onChange={setWhose}
          options={[
            { value: 'mine', label: t('history.mine') },
            { value: 'all', label: t('history.all') },
          ]}
        />
      )}
      {!runs && <Skeleton active />}
      {runs?.length === 0 && <Empty title={t('history.none')} text={t('history.noneText')} />}
      <ul>
        {runs?.map((run) => (
          <li key={run.id}>
            <button type="button" onClick={() => onPick(run.sql)} title={run.problem ?? run.sql}>
              <code>{run.sql}</code>
              <span className="q-muted">
                {whose === 'all' && `${run.person.name} · `}
                <When at={run.at} /> · {told(run).join(' · ')}
              </span>
              {run.outcome !== 'done' && (
                <Tag color={run.outcome === 'cancelled' ? 'default' : 'error'}>{t(`outcome.${run.outcome}`)}</Tag>
              )}
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button block onClick={() => fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </div>
  )
}
