import { FundOutlined } from '@ant-design/icons'
import type { Feature } from '../../../app/feature.ts'

const read = { module: 'analyses', action: 'read' } as const

export const classification: Feature = {
  name: 'classification',
  pages: [
    {
      path: '/classification',
      title: 'title',
      right: read,
      load: () => import('./classification-page.tsx').then((module) => module.ClassificationPage),
    },
  ],
  nav: [
    {
      section: 'insight',
      order: 10,
      path: '/classification',
      label: 'nav',
      icon: <FundOutlined />,
      right: read,
      goKey: 'v',
      onPhone: true,
    },
  ],
}
