import { SwapOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const right = { module: 'edi', action: 'read' } as const

export const edi: Feature = {
  name: 'edi',
  pages: [
    {
      path: '/edi',
      title: 'title',
      right,
      load: () => import('./messages-page.tsx').then((module) => module.MessagesPage),
    },
    {
      path: '/edi/messages/$id',
      title: 'one',
      right,
      load: () => import('./message-page.tsx').then((module) => module.MessagePage),
    },
    {
      path: '/edi/partners',
      title: 'partners',
      right,
      load: () => import('./partners-page.tsx').then((module) => module.PartnersPage),
    },
    {
      path: '/edi/partners/$id',
      title: 'partner',
      right,
      load: () => import('./partner-page.tsx').then((module) => module.PartnerPage),
    },
  ],
  nav: [{ section: 'work', order: 60, path: '/edi', label: 'title', icon: <SwapOutlined />, right, goKey: 'e' }],
}
