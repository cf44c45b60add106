import { UndoOutlined } from '@ant-design/icons'
import type { Import } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceText } from '../../app/problem.ts'
import { useMay } from '../../app/session.ts'
import { useFailure, useKit } from '../../ui/index.ts'
import { SaveRows } from './check-step.tsx'
import { importQuery, start, takeBack } from './imports.api.ts'

const made = [
  'accountsCreated',
  'accountsChanged',
  'contactsCreated',
  'ordersCreated',
  'ordersChanged',
  'linesCreated',
] as const

/** What came of it, where to look at it, and the way back. */
export function DoneStep({ batch, onColumns }: { batch: Import; onColumns: () => void }) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const { counts } = batch
  const figure = (value: number) => value.toLocaleString(locale)
  const shown = made.filter((name) => counts[name] > 0)
  const outside = counts.faulty + counts.skipped
  // Orders that are here already are among the rows left out.
  const alike = batch.options?.target === 'serviceOrders' ? 0 : counts.duplicatesFound
  return (
    <div className="import-done">
      <Outcome batch={batch} />
      {batch.state !== 'undone' && shown.length > 0 && (
        <div className="import-tiles">
          {shown.map((name) => (
            <Made key={name} batch={batch} name={name}>
              <strong>{figure(counts[name])}</strong>
              <span>{t(`made.${name}`)}</span>
            </Made>
          ))}
        </div>
      )}
      {batch.undone && <Undone batch={batch} />}
      {outside + alike > 0 && batch.state !== 'undone' && (
        <section className="q-panel import-left">
          <span>
            {outside > 0 && t('done.outside', { figure: figure(outside) })}{' '}
            {alike > 0 && t('done.duplicates', { figure: figure(alike) })}
          </span>
          <span className="import-left-acts">
            {outside > 0 && <SaveRows id={batch.id} />}
            {alike > 0 && (
              <Link to="/duplicates">
                <Button>{t('done.toDuplicates')}</Button>
              </Link>
            )}
          </span>
        </section>
      )}
      <NextSteps batch={batch} onColumns={onColumns} />
    </div>
  )
}

function Outcome({ batch }: { batch: Import }) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const { state, counts } = batch
  const type = state === 'done' ? 'success' : state === 'failed' ? 'error' : 'info'
  const rows = counts.good.toLocaleString(locale)
  return (
    <Alert
      type={type}
      showIcon
      title={t(`outcome.${state as 'done'}`, { figure: rows })}
      description={
        state === 'done'
          ? undefined
          : (state === 'failed' && batch.message && sentenceText(batch.message, locale)) ||
            t(`outcomeText.${state as 'cancelled'}`)
      }
    />
  )
}

/** A figure that leads to the rows behind it where there is a list of them. */
function Made({ batch, name, children }: { batch: Import; name: (typeof made)[number]; children: ReactNode }) {
  const filter = { all: [{ field: 'importBatch', op: 'in', value: [batch.id] }] }
  if (name === 'accountsCreated')
    return (
      <Link to="/accounts" search={{ filter } as never} className="import-tile">
        {children}
      </Link>
    )
  if (name === 'ordersCreated')
    return (
      <Link to="/orders" search={{ batch: batch.id } as never} className="import-tile">
        {children}
      </Link>
    )
  return <div className="import-tile">{children}</div>
}

function Undone({ batch }: { batch: Import }) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const { undone } = batch
  if (!undone) return null
  const figure = (value: number) => value.toLocaleString(locale)
  return (
    <section className="q-panel">
      <div className="q-panel-head">
        <h2>{t('undone.title')}</h2>
        <span className="q-muted">
          {t('undone.text', { removed: figure(undone.removed), restored: figure(undone.restored) })}
        </span>
      </div>
      {undone.keptTotal > 0 && (
        <div className="q-panel-body">
          <p>{t('undone.kept', { figure: figure(undone.keptTotal) })}</p>
          <ul className="import-kept">
            {undone.kept.map((one) => (
              <li key={one.id}>
                {one.subject === 'account' ? <Link to={`/accounts/${one.id}`}>{one.label}</Link> : one.label}
                <span className="q-muted"> · {t(`undone.reason.${one.reason}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function NextSteps({ batch, onColumns }: { batch: Import; onColumns: () => void }) {
  const { t } = useTranslation('imports')
  const may = useMay()
  const client = useQueryClient()
  const failure = useFailure()
  const onSuccess = (next: Import) => client.setQueryData(importQuery(batch.id).queryKey, next)
  const undo = useMutation({ mutationFn: () => takeBack(batch.id), onSuccess, onError: failure })
  const again = useMutation({ mutationFn: () => start(batch.id), onSuccess, onError: failure })
  const stoppedEarly = batch.state === 'cancelled' || batch.state === 'failed'
  const nothingIn = made.every((name) => batch.counts[name] === 0)
  return (
    <footer className="import-foot import-foot-still">
      <Link to="/imports">
        <Button>{t('done.list')}</Button>
      </Link>
      {batch.canUndo && (
        <Popconfirm
          title={t('undo.title')}
          description={<div className="import-undo-text">{t('undo.text')}</div>}
          okText={t('undo.ok')}
          onConfirm={() => undo.mutate()}
        >
          <Button danger icon={<UndoOutlined />} loading={undo.isPending}>
            {t('undo.button')}
          </Button>
        </Popconfirm>
      )}
      <span className="import-foot-text" />
      {stoppedEarly && nothingIn && <Button onClick={onColumns}>{t('check.back')}</Button>}
      {stoppedEarly && batch.counts.rows > 0 && may('imports', 'create') && (
        <Button type="primary" loading={again.isPending} onClick={() => again.mutate()}>
          {t('run.again')}
        </Button>
      )}
      {batch.state === 'done' && <WhereNext batch={batch} />}
    </footer>
  )
}

/** To what came of it. */
function WhereNext({ batch }: { batch: Import }) {
  const { t } = useTranslation('imports')
  const may = useMay()
  const { counts, options } = batch
  if (options?.target === 'serviceOrders')
    return (
      counts.ordersCreated > 0 && (
        <Link to="/orders" search={{ batch: batch.id } as never}>
          <Button type="primary">{t('done.toOrders')}</Button>
        </Link>
      )
    )
  if (counts.linesCreated > 0)
    return (
      may('analyses', 'read') && (
        <Link to="/classification">
          <Button type="primary">{t('done.toClassification')}</Button>
        </Link>
      )
    )
  const filter = { all: [{ field: 'importBatch', op: 'in', value: [batch.id] }] }
  return (
    <Link to="/accounts" search={{ filter } as never}>
      <Button type="primary">{t('done.toAccounts')}</Button>
    </Link>
  )
}
