import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Tag } from 'antd'
import { type MouseEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { type Column, DataTable, Empty, QualityRing, useFailure, useRows, useUndo, When } from '../../ui/index.ts'
import { issueText } from './issue-text.ts'
import { fetchToVerify, qualityQuery, takeBack, toVerifyKey, type VerifyRow, verify } from './quality.api.ts'

interface WorkListProps {
  owner: string
  ownerName: string | undefined
  issue: string | undefined
  fixing: string | undefined
  onOwner: (owner: string) => void
  onIssue: (issue: string | undefined) => void
  onFix: (id: string | undefined) => void
}

/** The worst of the best customers first: verified in the row, or mended beside it. */
export function WorkList({ owner, ownerName, issue, fixing, onOwner, onIssue, onFix }: WorkListProps) {
  const { t } = useTranslation('quality')
  const go = useNavigate()
  const source = useRows<VerifyRow>([...toVerifyKey, owner, issue], (cursor, signal) =>
    fetchToVerify({ owner, issue }, cursor, signal),
  )
  const columns = useWorkColumns(onFix)
  return (
    <section className="q-panel quality-work" aria-label={t('work.title')}>
      <div className="q-panel-head">
        <h2>
          {t('work.title')}{' '}
          {issue && (
            <Tag closable onClose={() => onIssue(undefined)}>
              {issueText(t, issue)}
            </Tag>
          )}
        </h2>
        <Segmented
          size="small"
          value={owner}
          onChange={onOwner}
          options={[
            { value: 'me', label: t('work.mine') },
            { value: 'all', label: t('work.all') },
            ...(owner === 'me' || owner === 'all' ? [] : [{ value: owner, label: ownerName ?? '…' }]),
          ]}
        />
      </div>
      <DataTable
        id="toVerify"
        label={t('work.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        peekId={fixing}
        onPeek={(row) => onFix(row?.id)}
        onOpen={(row) => go({ to: `/accounts/${row.id}` })}
        empty={
          <Empty
            title={t('work.none')}
            text={t('work.noneText')}
            action={owner === 'me' && <Button onClick={() => onOwner('all')}>{t('work.seeAll')}</Button>}
          />
        }
      />
    </section>
  )
}

function useWorkColumns(onFix: (id: string) => void): Column<VerifyRow>[] {
  const { t } = useTranslation('quality')
  const mayChange = useMay()('accounts', 'change')
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('work.account'),
        width: 260,
        card: 'title',
        cell: (row) => (
          <Link to={`/accounts/${row.id}`} title={row.number}>
            {row.name}
          </Link>
        ),
      },
      {
        id: 'score',
        title: t('score'),
        width: 80,
        card: 'aside',
        cell: (row) => <QualityRing score={row.qualityScore} size={18} />,
      },
      {
        id: 'issues',
        title: t('work.issues'),
        width: 330,
        cell: (row) => {
          const text = row.issues.map((issue) => issueText(t, issue)).join(t('comma'))
          return <span title={text}>{text}</span>
        },
      },
      { id: 'owner', title: t('by.owner'), width: 130, cell: (row) => row.owner?.name ?? <i className="q-muted">–</i> },
      { id: 'verifiedAt', title: t('work.verifiedAt'), width: 110, cell: (row) => <When at={row.verifiedAt} /> },
      {
        id: 'updatedAt',
        title: t('work.updatedAt'),
        width: 110,
        card: 'none',
        cell: (row) => <When at={row.updatedAt} />,
      },
      ...(mayChange
        ? [
            {
              id: 'acts',
              title: t('work.acts'),
              width: 150,
              cell: (row: VerifyRow) => <Acts row={row} onFix={onFix} />,
            },
          ]
        : []),
    ],
    [t, mayChange, onFix],
  )
}

function Acts({ row, onFix }: { row: VerifyRow; onFix: (id: string) => void }) {
  const { t } = useTranslation('quality')
  const client = useQueryClient()
  const offerUndo = useUndo()
  const refresh = () =>
    Promise.all(
      [toVerifyKey, qualityQuery.queryKey, ['account', row.id]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  const state = useMutation({
    mutationFn: () => verify(row.id),
    onSuccess: (saved) => {
      offerUndo({ done: t('verify.done', { name: row.name }), undo: () => takeBack(saved).then(refresh) })
      refresh()
    },
    onError: useFailure(),
  })
  return (
    <span className="quality-acts">
      <Button size="small" loading={state.isPending} title={t('verify.why')} onClick={alone(() => state.mutate())}>
        {t('verify.button')}
      </Button>
      <Button size="small" type="text" onClick={alone(() => onFix(row.id))}>
        {t('fix.button')}
      </Button>
    </span>
  )
}

/** On a telephone the whole card is a button too: it must not open behind the one that was meant. */
const alone = (act: () => void) => (event: MouseEvent) => {
  event.stopPropagation()
  act()
}
