import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../ui/logo.tsx'
import { useMe } from '../session.ts'
import { activePath, type NavItem, navigationFor } from './navigation.ts'

const storageKey = 'quayside.nav'

export function SideNav() {
  const { t, i18n } = useTranslation('app')
  const me = useMe()
  const [folded, setFolded] = useState(() => localStorage.getItem(storageKey) === 'folded')
  const groups = navigationFor(me.rights)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const active = activePath(
    groups.flatMap((group) => group.items),
    pathname,
  )
  const fold = () => {
    localStorage.setItem(storageKey, folded ? 'open' : 'folded')
    setFolded(!folded)
  }
  return (
    <nav className={folded ? 'q-nav q-nav-folded' : 'q-nav'} aria-label={t('navigation')}>
      <Link to="/" className="q-nav-brand">
        {me.company.logoUrl ? <img src={me.company.logoUrl} alt="" height={28} /> : <Logo />}
        {!folded && (
          <span className="q-nav-name">
            <strong>{t('brandShort')}</strong>
            <small>{i18n.language === 'en' && me.company.nameEn ? me.company.nameEn : me.company.name}</small>
          </span>
        )}
      </Link>
      <div className="q-nav-scroll">
        {groups.map((group) => (
          <div key={group.section} className="q-nav-group">
            {!folded && <div className="q-nav-title">{t(`section.${group.section}`)}</div>}
            {group.items.map((item) => (
              <NavLink key={item.path} item={item} folded={folded} active={item.path === active} />
            ))}
          </div>
        ))}
      </div>
      <button
        type="button"
        className="q-nav-fold"
        onClick={fold}
        aria-expanded={!folded}
        aria-label={t(folded ? 'nav.unfold' : 'nav.fold')}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        {!folded && <span>{t('nav.fold')}</span>}
      </button>
    </nav>
  )
}

function NavLink({ item, folded, active }: { item: NavItem; folded: boolean; active: boolean }) {
  const { t } = useTranslation(item.namespace)
  const label = t(item.label)
  const link = (
    <Link
      to={item.to ?? item.path}
      className={active ? 'q-nav-link q-nav-active' : 'q-nav-link'}
      aria-current={active ? 'page' : undefined}
      aria-label={label}
    >
      <span className="q-nav-icon">{item.icon}</span>
      {!folded && <span className="q-nav-label">{label}</span>}
    </Link>
  )
  return folded ? (
    <Tooltip title={label} placement="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}
