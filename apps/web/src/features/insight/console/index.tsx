import { ConsoleSqlOutlined } from '@ant-design/icons'
import type { Feature } from '../../../app/feature.ts'

const read = { module: 'console', action: 'read' } as const

export const sqlConsole: Feature = {
  name: 'sql-console',
  pages: [
    {
      path: '/sql-console',
      title: 'title',
      right: read,
      load: () => import('./console-page.tsx').then((module) => module.ConsolePage),
    },
  ],
  nav: [
    { section: 'insight', order: 92, path: '/sql-console', label: 'nav', icon: <ConsoleSqlOutlined />, right: read },
  ],
}
