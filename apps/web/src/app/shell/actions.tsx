import { BgColorsOutlined, ColumnHeightOutlined, LogoutOutlined, TranslationOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { features } from '../features.ts'
import { usePreferences } from '../preferences.ts'
import { holds, useMe } from '../session.ts'
import { navigationFor } from './navigation.ts'
import { usePreferChange } from './prefer-change.ts'
import { useSignOut } from './sign-out.ts'

export interface PaletteAction {
  id: string
  title: string
  icon?: ReactNode
  keys?: string
  run: () => void
}

/** What the palette offers without searching: features' commands, places to go, and the look of the app. */
export function useActions(): PaletteAction[] {
  const { t } = useTranslation('app')
  const go = useNavigate()
  const { rights } = useMe()
  const looks = useLookActions()
  const commands = features.flatMap((feature) =>
    (feature.commands ?? [])
      .filter((command) => holds(rights, command.right))
      .map((command) => ({
        id: `${feature.name}.${command.id}`,
        title: t(command.label, { ns: feature.name }),
        icon: command.icon,
        run: () => (command.path ? go({ href: command.path }) : command.run?.()),
      })),
  )
  const places = navigationFor(rights).flatMap((group) =>
    group.items.map((item) => ({
      id: item.path,
      title: t('palette.goTo', { place: t(item.label, { ns: item.namespace }) }),
      icon: item.icon,
      keys: item.goKey && `g ${item.goKey}`,
      run: () => go({ to: item.to ?? item.path }),
    })),
  )
  return [...commands, ...places, ...looks]
}

function useLookActions(): PaletteAction[] {
  const { t } = useTranslation('app')
  const { density } = usePreferences()
  const prefer = usePreferChange()
  const signOut = useSignOut()
  return [
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme.${theme}`,
      title: t('palette.theme', { theme: t(`theme.${theme}`) }),
      icon: <BgColorsOutlined />,
      run: () => prefer({ theme }),
    })),
    {
      id: 'density',
      title: t('palette.density', { density: t(density === 'compact' ? 'density.comfortable' : 'density.compact') }),
      icon: <ColumnHeightOutlined />,
      run: () => prefer({ density: density === 'compact' ? 'comfortable' : 'compact' }),
    },
    ...(
      [
        ['zh-CN', '简体中文'],
        ['zh-TW', '繁體中文'],
        ['en', 'English'],
      ] as const
    ).map(([locale, name]) => ({
      id: locale,
      title: t('palette.language', { language: name }),
      icon: <TranslationOutlined />,
      run: () => prefer({ locale }),
    })),
    { id: 'signOut', title: t('user.signOut'), icon: <LogoutOutlined />, run: signOut },
  ]
}
