import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Density, type Theme, usePreferences } from '../../../app/preferences.ts'
import { usePreferChange } from '../../../app/shell/prefer-change.ts'
import { Panel } from './panel.tsx'

export function LookPanel() {
  const { t } = useTranslation('session')
  const { theme, density, locale } = usePreferences()
  const prefer = usePreferChange()
  return (
    <Panel title={t('look.title')} text={t('look.text')}>
      <div className="profile-look">
        <span>{t('user.language', { ns: 'app' })}</span>
        <Segmented
          value={locale}
          onChange={(next) => prefer({ locale: next })}
          options={[
            { value: 'zh-CN' as const, label: '简体中文' },
            { value: 'zh-TW' as const, label: '繁體中文' },
            { value: 'en' as const, label: 'English' },
          ]}
        />
        <span>{t('user.theme', { ns: 'app' })}</span>
        <Segmented<Theme>
          value={theme}
          onChange={(next) => prefer({ theme: next })}
          options={(['light', 'dark', 'system'] as const).map((value) => ({
            value,
            label: t(`theme.${value}`, { ns: 'app' }),
          }))}
        />
        <span>{t('user.density', { ns: 'app' })}</span>
        <Segmented<Density>
          value={density}
          onChange={(next) => prefer({ density: next })}
          options={(['comfortable', 'compact'] as const).map((value) => ({
            value,
            label: t(`density.${value}`, { ns: 'app' }),
          }))}
        />
      </div>
    </Panel>
  )
}
