import { DashboardOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const board: Feature = {
  name: 'board',
  pages: [
    {
      path: '/board',
      title: 'title',
      right: read,
      load: () => import('./board-page.tsx').then((module) => module.BoardPage),
    },
  ],
  nav: [{ section: 'insight', order: 5, path: '/board', label: 'nav', icon: <DashboardOutlined />, right: read }],
}
