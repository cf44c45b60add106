import { RadarChartOutlined, UserDeleteOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const churn: Feature = {
  name: 'churn',
  pages: [
    {
      path: '/churn',
      title: 'title',
      right: read,
      load: () => import('./churn-page.tsx').then((module) => module.ChurnPage),
    },
    {
      path: '/retention',
      title: 'retention.title',
      right: read,
      load: () => import('./retention-page.tsx').then((module) => module.RetentionPage),
    },
  ],
  nav: [
    { section: 'insight', order: 54, path: '/churn', label: 'nav', icon: <RadarChartOutlined />, right: read },
    {
      section: 'insight',
      order: 56,
      path: '/retention',
      label: 'retention.nav',
      icon: <UserDeleteOutlined />,
      right: read,
    },
  ],
}
