import { SettingOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const right = { module: 'administration', action: 'read' } as const

export const administration: Feature = {
  name: 'administration',
  pages: [
    {
      path: '/administration',
      title: 'title',
      right,
      load: () => import('./administration-page.tsx').then((module) => module.AdministrationPage),
    },
  ],
  nav: [
    {
      section: 'setup',
      order: 90,
      path: '/administration',
      label: 'title',
      icon: <SettingOutlined />,
      right,
      goKey: 's',
    },
  ],
}
