import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/kit-context.tsx'
import { timeText } from '../../../ui/time-text.ts'
import type { EventWords } from './event-summary.ts'

/** Namespace and key. */
type Text = readonly [string, string]

/** Where the word for a key is looked for; what nobody has worded yet stands as it is. */
const nameTexts = (key: string): Text[] => [
  ['administration', `audit.key.${key}`],
  ['accounts', `field.${key}`],
  ['orders', `field.${key}`],
]

/** Texts of the values of a key. */
const valueTexts: Readonly<Record<string, readonly Text[]>> = {
  state: [['ui', 'state']],
  kind: [
    ['accounts', 'kind'],
    ['accounts', 'composer.kind'],
    ['shipments', 'kind'],
  ],
  category: [['ui', 'category']],
  status: [['orders', 'status']],
  channel: [['orders', 'channel']],
  code: [['shipments', 'code']],
  exception: [['shipments', 'exception']],
  severity: [['shipments', 'severity']],
  mode: [['shipments', 'mode']],
  proof: [['shipments', 'proof']],
  size: [['accounts', 'size']],
  accountType: [['accounts', 'accountType']],
  gender: [['accounts', 'gender']],
  fields: [['accounts', 'field']],
}
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

export function useEventWords(): EventWords {
  const { t, i18n } = useTranslation(['administration', 'accounts', 'orders', 'shipments', 'ui'])
  const { locale, zone } = useKit()
  return useMemo(() => {
    const worded = (texts: readonly Text[]) => {
      const found = texts.find(([ns, key]) => i18n.exists(key, { ns }))
      return found && i18n.t(found[1], { ns: found[0] })
    }
    return {
      name: (key) => worded(nameTexts(key)) ?? key,
      value: (key, value) => {
        if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
        if (typeof value === 'number')
          return new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(
            key.endsWith('E4') ? value / 10_000 : value,
          )
        if (instant.test(value)) return timeText(value, 'exact', locale, zone)
        if (key === 'basis') return worded([['administration', `audit.basis.${value}`]]) ?? value
        return worded((valueTexts[key] ?? []).map(([ns, group]) => [ns, `${group}.${value}`] as const)) ?? value
      },
    }
  }, [t, i18n, locale, zone])
}
