import { SafetyCertificateOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'accounts', action: 'read' } as const

export const quality: Feature = {
  name: 'quality',
  pages: [
    {
      path: '/quality',
      title: 'title',
      right: read,
      load: () => import('./quality-page.tsx').then((module) => module.QualityPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 40,
      path: '/quality',
      label: 'title',
      icon: <SafetyCertificateOutlined />,
      right: read,
      goKey: 'q',
    },
  ],
}
