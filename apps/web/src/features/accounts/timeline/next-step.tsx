import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { dayForms, useKit } from '../../../ui/index.ts'
import { dayFrom } from '../../../ui/postponed.ts'
import type { DraftPartProps } from './draft.ts'

const quick = { tomorrow: 1, nextWeek: 7, nextMonth: 30 } as const

export function NextStep({ draft, set }: DraftPartProps) {
  const { t } = useTranslation('accounts')
  const { locale, zone } = useKit()
  const inDays = (days: number) => dayjs(dayFrom(Date.now(), days, zone))
  return (
    <div className="account-composer-line">
      <Input
        maxLength={500}
        className="account-composer-next"
        value={draft.next}
        placeholder={t('composer.next')}
        aria-label={t('composer.next')}
        onChange={(event) =>
          set({ next: event.target.value, due: draft.due ?? (event.target.value ? inDays(7) : null) })
        }
      />
      {(draft.next.trim() !== '' || draft.due) && (
        <>
          <DatePicker
            value={draft.due}
            format={[locale === 'en' ? 'D MMM' : 'M月D日', ...dayForms(locale)]}
            onChange={(due) => set({ due })}
            aria-label={t('followUp.when')}
          />
          {(Object.keys(quick) as (keyof typeof quick)[]).map((key) => (
            <Button key={key} size="small" type="text" onClick={() => set({ due: inDays(quick[key]) })}>
              {t(`followUp.later.${key}`)}
            </Button>
          ))}
        </>
      )}
    </div>
  )
}
