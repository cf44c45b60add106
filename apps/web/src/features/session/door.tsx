import type { Locale } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { prefer, usePreferences } from '../../app/preferences.ts'
import { Logo } from '../../ui/logo.tsx'
import { frontDoorQuery } from './front-door.ts'
import { Harbour } from './harbour.tsx'
import './door.css'

const languages: [Locale, string][] = [
  ['zh-CN', '简体中文'],
  ['zh-TW', '繁體中文'],
  ['en', 'English'],
]

/** The front of the house: brand at one side, what to do at the other. Plain elements only, so that it opens at once. */
export function Door({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('session')
  const { locale } = usePreferences()
  const { data } = useQuery(frontDoorQuery)
  const company = data && (locale === 'en' && data.company.nameEn ? data.company.nameEn : data.company.name)
  return (
    <div className="door">
      <aside className="door-brand" aria-hidden="true">
        <div className="door-name">
          <Logo size={36} />
          <strong>驿客 Quayside</strong>
        </div>
        <p>{t('door.motto')}</p>
        <Harbour />
      </aside>
      <main className="door-main">
        <div className="door-box">
          <div className="door-company">
            {data?.company.logoUrl ? <img src={data.company.logoUrl} alt="" height={32} /> : <Logo size={32} />}
            <span>{company ?? '驿客 Quayside'}</span>
          </div>
          <h1>{title}</h1>
          {text && <p className="door-text">{text}</p>}
          {children}
        </div>
        <nav className="door-languages" aria-label={t('door.language')}>
          {languages.map(([code, name]) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-current={code === locale}
              onClick={() => prefer({ locale: code })}
            >
              {name}
            </button>
          ))}
        </nav>
      </main>
    </div>
  )
}
