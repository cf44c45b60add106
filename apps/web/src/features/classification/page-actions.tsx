import { DownloadOutlined } from '@ant-design/icons'
import type { Classification, Tier } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '../../app/session.ts'
import { useFailure } from '../../ui/index.ts'
import { exportFile, makeTiers } from './classification.api.ts'
import { isMoney, type Question } from './classification-place.ts'
import type { Figures } from './figures.tsx'

interface PageActionsProps {
  question: Question
  classification: Classification
  figures: Figures
  tier: Tier | undefined
}

export function PageActions(props: PageActionsProps) {
  const may = useMay()
  const { question } = props
  const mayExport = may('analyses', 'export') && (!isMoney(question.measure) || may.export('finance'))
  return (
    <>
      {mayExport && <ExportMenu {...props} />}
      {may('analyses', 'change') && <ApplyButton {...props} />}
    </>
  )
}

function ExportMenu({ question, tier }: PageActionsProps) {
  const { t, i18n } = useTranslation('classification')
  const failure = useFailure()
  const save = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => exportFile(question, tier, format, i18n.language === 'en' ? 'en' : 'zh-CN'),
    onError: failure,
  })
  const items = (['xlsx', 'csv'] as const).map((key) => ({ key, label: t(`export.${key}`) }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => save.mutate(key as 'csv' | 'xlsx') }}>
      <Button icon={<DownloadOutlined />} loading={save.isPending}>
        {tier ? t('export.tier', { tier }) : t('export.all')}
      </Button>
    </Dropdown>
  )
}

/** Only who sees every customer may set the tiers of the company; the server holds the same rule. */
function ApplyButton({ question, classification, figures }: PageActionsProps) {
  const { t } = useTranslation('classification')
  const { rights } = useMe()
  const client = useQueryClient()
  const { message } = App.useApp()
  const failure = useFailure()
  const seesAll = rights.modules.accounts.read === 'all'
  const apply = useMutation({
    mutationFn: () => makeTiers(question),
    onError: failure,
    onSuccess: ({ accounts, moved }) => {
      message.success(t('apply.done', { accounts: figures.count(accounts), moved: figures.count(moved) }))
      client.invalidateQueries({ queryKey: ['classification'] })
      client.invalidateQueries({ queryKey: ['account'] })
    },
  })
  return (
    <Popconfirm
      title={t('apply.title')}
      description={
        <div className="tier-apply">{t('apply.text', { figure: figures.count(classification.population) })}</div>
      }
      okText={t('apply.ok')}
      onConfirm={() => apply.mutateAsync().catch(() => undefined)}
      placement="bottomRight"
      disabled={!seesAll}
    >
      <Button
        type="primary"
        loading={apply.isPending}
        disabled={!seesAll}
        title={seesAll ? undefined : t('apply.notAll')}
      >
        {t('apply.button')}
      </Button>
    </Popconfirm>
  )
}
