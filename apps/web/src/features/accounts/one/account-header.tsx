import { CheckCircleOutlined, EditOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import type { Customer360 } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { QualityRing, StateBadge, TierBadge, useFailure, useHotkeys, useUndo, When } from '../../../ui/index.ts'
import { binAccount, refreshAccount, unbinAccount, verify } from '../accounts.api.ts'
import { MoveStateDialog } from '../move-state-dialog.tsx'
import { issueText } from './account-alerts.tsx'
import { FactLine } from './fact-line.tsx'
import { TierDialog } from './tier-dialog.tsx'

/** Who this is: name, number, tier, state, quality, owner, and how to reach them. */
export function AccountHeader({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { account } = customer
  const [moving, setMoving] = useState(false)
  const [ranking, setRanking] = useState(false)
  const may = useMay()
  return (
    <header className="account-header">
      <div className="account-header-main">
        <div className="account-title">
          <h1>{account.name}</h1>
          {account.nameEn && <span className="account-title-en">{account.nameEn}</span>}
        </div>
        <div className="account-signs">
          <span className="account-number">{account.number}</span>
          <span>{t(`kind.${account.kind}`)}</span>
          {may('analyses', 'read') ? (
            <button type="button" className="account-state-button" onClick={() => setRanking(true)}>
              {account.tier ? (
                <TierBadge tier={account.tier} long />
              ) : (
                <span className="q-muted">{t('tierDialog.none')}</span>
              )}
            </button>
          ) : (
            account.tier && <TierBadge tier={account.tier} long />
          )}
          {account.can.change ? (
            <button type="button" className="account-state-button" onClick={() => setMoving(true)}>
              <StateBadge state={account.state} />
            </button>
          ) : (
            <StateBadge state={account.state} />
          )}
          <Tooltip title={<QualityWhy customer={customer} />}>
            <span>
              <QualityRing score={account.qualityScore} size={18} />
            </span>
          </Tooltip>
          {account.verifiedAt && (
            <span className="q-muted">
              <CheckCircleOutlined /> {t('verify.at')} <When at={account.verifiedAt} />
            </span>
          )}
        </div>
        <FactLine customer={customer} />
      </div>
      <HeaderActions customer={customer} onMove={() => setMoving(true)} />
      {moving && <MoveStateDialog account={account} onClose={() => setMoving(false)} />}
      {ranking && <TierDialog account={account} onClose={() => setRanking(false)} />}
    </header>
  )
}

function QualityWhy({ customer: { account } }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  return (
    <>
      {t('quality.definition')}
      {account.qualityIssues.map((issue) => (
        <div key={issue}>· {issueText(issue, t)}</div>
      ))}
    </>
  )
}

function HeaderActions({ customer: { account }, onMove }: { customer: Customer360; onMove: () => void }) {
  const { t } = useTranslation('accounts')
  const mayOrder = useMay()('orders', 'create')
  const client = useQueryClient()
  const go = useNavigate()
  const { message } = App.useApp()
  const failure = useFailure()
  const offerUndo = useUndo()
  const verifying = useMutation({
    mutationFn: () => verify(account.id),
    onSuccess: () => {
      refreshAccount(client, account.id)
      message.success(t('verify.done'))
    },
    onError: failure,
  })
  const binning = useMutation({
    mutationFn: () => binAccount(account),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['account', 'list'] })
      go({ to: '/accounts' })
      offerUndo({
        done: t('bin.done', { name: account.name }),
        undo: async () => {
          await unbinAccount(account.id)
          refreshAccount(client, account.id)
        },
      })
    },
    onError: failure,
  })
  const edit = () => go({ to: `/accounts/${account.id}/edit` })
  const ordered = { accountId: account.id, accountName: account.name }
  useHotkeys([
    ...(mayOrder
      ? [
          {
            keys: 'n',
            label: t('newOrder'),
            group: t('one'),
            run: () => go({ to: '/orders/new', search: ordered as never }),
          },
        ]
      : []),
    ...(account.can.change
      ? [
          { keys: 'e', label: t('edit'), group: t('one'), run: edit },
          { keys: 'v', label: t('verify.verify'), group: t('one'), run: () => verifying.mutate() },
          { keys: 's', label: t('move.button'), group: t('one'), run: onMove },
        ]
      : []),
  ])
  if (!account.can.change && !account.can.delete && !mayOrder) return null
  const items = [
    { key: 'move', label: t('move.button'), onClick: onMove, disabled: !account.can.change },
    {
      key: 'duplicates',
      label: t('findDuplicates'),
      onClick: () => go({ to: '/duplicates', search: { accountId: account.id } as never }),
    },
    { key: 'bin', label: t('bin.bin'), danger: true, disabled: !account.can.delete, onClick: () => binning.mutate() },
  ]
  return (
    <div className="account-actions">
      {mayOrder && (
        <Link to="/orders/new" search={ordered as never}>
          <Button icon={<PlusOutlined />} tabIndex={-1}>
            {t('newOrder')}
          </Button>
        </Link>
      )}
      {account.can.change && (
        <>
          <Tooltip title={t('verify.why')}>
            <Button icon={<CheckCircleOutlined />} loading={verifying.isPending} onClick={() => verifying.mutate()}>
              {t('verify.verify')}
            </Button>
          </Tooltip>
          <Link to={`/accounts/${account.id}/edit`}>
            <Button type="primary" icon={<EditOutlined />} tabIndex={-1}>
              {t('edit')}
            </Button>
          </Link>
        </>
      )}
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button icon={<MoreOutlined />} aria-label={t('more')} />
      </Dropdown>
    </div>
  )
}
