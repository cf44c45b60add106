import { App as AntdApp, ConfigProvider } from 'antd'
import type { Locale as AntdLocale } from 'antd/es/locale'
import enUS from 'antd/es/locale/en_US'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { antdTheme } from '../../ui/antd-theme.ts'
import { KitProvider, remembering } from '../../ui/kit-context.tsx'
import { useDark, usePreferences } from '../preferences.ts'
import { useMe } from '../session.ts'
import { usableAccent, useAccent } from './accent.ts'

const packs = {
  'zh-CN': () => import('antd/es/locale/zh_CN'),
  'zh-TW': () => import('antd/es/locale/zh_TW'),
}
const dayjsPacks = {
  'zh-CN': () => import('dayjs/locale/zh-cn'),
  'zh-TW': () => import('dayjs/locale/zh-tw'),
}

/** The library's own texts, fetched for Chinese only: English is built in. */
function useAntdLocale(locale: 'zh-CN' | 'zh-TW' | 'en'): AntdLocale {
  const [pack, setPack] = useState<AntdLocale>(enUS)
  useEffect(() => {
    if (locale === 'en') return setPack(enUS)
    let current = true
    Promise.all([packs[locale](), dayjsPacks[locale](), import('dayjs')]).then(([module, , dayjs]) => {
      dayjs.default.locale(locale.toLowerCase())
      if (current) setPack(module.default)
    })
    return () => {
      current = false
    }
  }, [locale])
  return pack
}

export function ShellProviders({ children }: { children: ReactNode }) {
  const { locale, density } = usePreferences()
  const dark = useDark()
  const { company } = useMe()
  const pack = useAntdLocale(locale)
  const accent = usableAccent(company.accentColor, dark)
  useAccent(accent)
  const look = useMemo(() => antdTheme(dark, density === 'compact', accent), [dark, density, accent])
  const { t } = useTranslation('ui')
  const kit = useMemo(
    () => ({ locale, zone: company.timeZone, currency: company.currency, t: remembering(t) }),
    [locale, company, t],
  )
  return (
    <ConfigProvider theme={look} locale={pack} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <AntdApp className="q-antd" message={{ maxCount: 3 }} notification={{ placement: 'bottomLeft', maxCount: 3 }}>
        <KitProvider value={kit}>{children}</KitProvider>
      </AntdApp>
    </ConfigProvider>
  )
}
