import { applyClassification } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay, useMe } from '../../../app/session.ts'
import { useFailure, useKit, useUndo } from '../../../ui/index.ts'
import type { Question } from './place.ts'

/** Only who sees every customer may set the tiers of the company, and of all they did; the server holds the same rule. */
export function ApplyButton({ question }: { question: Question }) {
  const { t } = useTranslation('classification')
  const { locale } = useKit()
  const { rights } = useMe()
  const may = useMay()
  const client = useQueryClient()
  const offerUndo = useUndo()
  const failure = useFailure()
  const { region, service, ownerId, teamId, tier: _, ...everything } = question
  const narrowed = [region, service, ownerId, teamId].some((value) => value !== undefined)
  const seesAll = rights.modules.accounts.read === 'all'
  const refresh = () => {
    client.invalidateQueries({ queryKey: ['analyses'] })
    client.invalidateQueries({ queryKey: ['account'] })
  }
  const apply = useMutation({
    mutationFn: () => call(applyClassification, { body: everything }),
    onError: failure,
    onSuccess: ({ accounts, moved, before }) => {
      offerUndo({
        done: t('apply.done', { accounts: accounts.toLocaleString(locale), moved: moved.toLocaleString(locale) }),
        undo: () => call(applyClassification, { body: before }).then(refresh),
      })
      refresh()
    },
  })
  if (!may('analyses', 'change')) return null
  const disabled = !seesAll || narrowed
  return (
    <Popconfirm
      title={t('apply.title')}
      description={<div className="tier-apply">{t('apply.text')}</div>}
      okText={t('apply.ok')}
      onConfirm={() => apply.mutateAsync().catch(() => undefined)}
      placement="bottomRight"
      disabled={disabled}
    >
      <Button
        type="primary"
        loading={apply.isPending}
        disabled={disabled}
        title={!seesAll ? t('apply.notAll') : narrowed ? t('apply.narrowed') : undefined}
      >
        {t('apply.button')}
      </Button>
    </Popconfirm>
  )
}
