import { DownOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/avatar.tsx'
import { type Preferences, usePreferences } from '../preferences.ts'
import { useMe } from '../session.ts'
import { usePreferChange } from './prefer-change.ts'
import { useSignOut } from './sign-out.ts'

/** Choices of the menu are `preference:value`. */
function changeOf(key: string): Partial<Preferences> | undefined {
  const [name, value] = key.split(':')
  return value === undefined ? undefined : ({ [name as keyof Preferences]: value } as Partial<Preferences>)
}

export function UserMenu() {
  const { t } = useTranslation('app')
  const go = useNavigate()
  const { user } = useMe()
  const { theme, density, locale } = usePreferences()
  const prefer = usePreferChange()
  const signOut = useSignOut()
  const choices = (name: string, values: readonly string[]) =>
    values.map((value) => ({ key: `${name}:${value}`, label: t(`${name}.${value}`) }))
  const items: MenuProps['items'] = [
    { key: 'profile', label: t('user.profile') },
    { type: 'divider' },
    {
      key: 'language',
      label: t('user.language'),
      children: [
        { key: 'locale:zh-CN', label: '简体中文' },
        { key: 'locale:zh-TW', label: '繁體中文' },
        { key: 'locale:en', label: 'English' },
      ],
    },
    { key: 'look', label: t('user.theme'), children: choices('theme', ['light', 'dark', 'system']) },
    { key: 'rows', label: t('user.density'), children: choices('density', ['comfortable', 'compact']) },
    { type: 'divider' },
    { key: 'signOut', label: t('user.signOut') },
  ]
  const onClick: MenuProps['onClick'] = ({ key }) => {
    if (key === 'profile') go({ to: '/profile' })
    else if (key === 'signOut') signOut()
    else {
      const change = changeOf(key)
      if (change) prefer(change)
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick, selectedKeys: [`theme:${theme}`, `density:${density}`, `locale:${locale}`] }}
    >
      <button type="button" className="q-user">
        <Avatar name={user.name} />
        <span className="q-user-name">{user.name}</span>
        <span className="q-sr-only">{t('user.menu')}</span>
        <DownOutlined style={{ fontSize: 10 }} />
      </button>
    </Dropdown>
  )
}
