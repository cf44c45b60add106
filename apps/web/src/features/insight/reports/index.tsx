import { MailOutlined } from '@ant-design/icons'
import type { Feature } from '../../../app/feature.ts'

const read = { module: 'analyses', action: 'read' } as const

export const reports: Feature = {
  name: 'reports',
  pages: [
    { path: '/reports', title: 'title', load: () => import('./reports-page.tsx').then((module) => module.ReportsPage) },
  ],
  nav: [{ section: 'insight', order: 95, path: '/reports', label: 'nav', icon: <MailOutlined />, right: read }],
}
