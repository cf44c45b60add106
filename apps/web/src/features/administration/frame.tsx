import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './administration.css'

const places = ['users', 'roles', 'teams', 'company', 'calendar', 'fields', 'keys', 'storage', 'audit'] as const

/** The pages of administration side by side. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('administration')
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const tabs = useRef<HTMLDivElement>(null)
  // On a telephone the tabs are wider than the screen: the one that is open must be seen.
  useEffect(() => {
    const open = tabs.current?.querySelector(`[href="${pathname}"]`)
    open?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <div className="q-page">
      <nav className="q-views admin-tabs" aria-label={t('title')}>
        <div ref={tabs} className="q-views-tabs">
          {places.map((place) => {
            const to = `/administration/${place}`
            const active = pathname.startsWith(to)
            return (
              <Link
                key={place}
                to={to}
                className={active ? 'q-view q-view-active' : 'q-view'}
                aria-current={active ? 'page' : undefined}
              >
                {t(`tab.${place}`)}
              </Link>
            )
          })}
        </div>
      </nav>
      {children}
    </div>
  )
}
