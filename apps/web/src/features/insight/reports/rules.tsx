import { changeReportRules, ReportRules, readReportRules } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure } from '../../../ui/index.ts'

/** For administrators: whether reports may leave the company by mail. */
export function Rules() {
  const { t } = useTranslation('reports')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const { data } = useQuery({
    queryKey: ['reportRules'],
    queryFn: ({ signal }) => call(readReportRules, { signal }),
  })
  const [typed, setTyped] = useState<ReportRules | undefined>(undefined)
  const save = useMutation({
    mutationFn: (body: ReportRules) => call(changeReportRules, { body, ifMatch: data?.version }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['reportRules'] })
      setTyped(undefined)
      message.success(t('rules.saved'))
    },
    onError: failure,
  })
  if (!data?.mayChange) return null
  const rules = typed ?? { outside: data.outside, domains: data.domains }
  return (
    <section className="q-panel reports-panel" aria-label={t('rules.title')}>
      <div className="q-panel-head">
        <h3>{t('rules.title')}</h3>
      </div>
      <p className="q-muted">{t('rules.text')}</p>
      <div className="reports-rules">
        <Radio.Group
          value={rules.outside}
          onChange={({ target }) => setTyped({ ...rules, outside: target.value })}
          options={ReportRules.shape.outside.options.map((value) => ({ value, label: t(`rules.${value}`) }))}
        />
        {rules.outside === 'listed' && (
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            value={rules.domains}
            placeholder={t('rules.domains')}
            aria-label={t('rules.domains')}
            tokenSeparators={[',', ';', ' ', '，', '；']}
            onChange={(domains: string[]) =>
              setTyped({ ...rules, domains: domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '')) })
            }
          />
        )}
        <span>
          <Button
            type="primary"
            disabled={!typed || (rules.outside === 'listed' && rules.domains.length === 0)}
            loading={save.isPending}
            onClick={() => save.mutate(rules)}
          >
            {t('rules.save')}
          </Button>
        </span>
      </div>
    </section>
  )
}
