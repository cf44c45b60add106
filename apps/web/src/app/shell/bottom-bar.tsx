import { MenuOutlined } from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session.ts'
import { activePath, type NavItem, navigationFor } from './navigation.ts'

/** The navigation of a telephone: four places under the thumb, the rest behind "more". */
export function BottomBar() {
  const { t } = useTranslation('app')
  const [open, setOpen] = useState(false)
  const groups = navigationFor(useMe().rights)
  const items = groups.flatMap((group) => group.items)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const active = activePath(items, pathname)
  const near = items.filter((item) => item.onPhone).slice(0, 4)
  return (
    <>
      <nav className="q-bottom" aria-label={t('navigation')}>
        {near.map((item) => (
          <PhoneLink key={item.path} item={item} active={item.path === active} className="q-bottom-link" />
        ))}
        <button type="button" className="q-bottom-link" onClick={() => setOpen(true)}>
          <MenuOutlined />
          <span>{t('nav.more')}</span>
        </button>
      </nav>
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" size="large" title={t('navigation')}>
        {groups.map((group) => (
          <div key={group.section} className="q-nav-group">
            <div className="q-nav-title">{t(`section.${group.section}`)}</div>
            {group.items.map((item) => (
              <PhoneLink
                key={item.path}
                item={item}
                active={item.path === active}
                className="q-nav-link"
                onClick={() => setOpen(false)}
              />
            ))}
          </div>
        ))}
      </Drawer>
    </>
  )
}

interface PhoneLinkProps {
  item: NavItem
  active: boolean
  className: string
  onClick?: () => void
}

function PhoneLink({ item, active, className, onClick }: PhoneLinkProps) {
  const { t } = useTranslation(item.namespace)
  return (
    <Link
      to={item.to ?? item.path}
      onClick={onClick}
      className={`${className}${active ? ' q-nav-active' : ''}`}
      aria-current={active ? 'page' : undefined}
    >
      {item.icon}
      <span>{t(item.label)}</span>
    </Link>
  )
}
