import { SunOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

export const myDay: Feature = {
  name: 'my-day',
  pages: [
    {
      path: '/my-day',
      title: 'title',
      load: () => import('./my-day-page.tsx').then((module) => module.MyDayPage),
      hurry: (client) => import('./my-day.api.ts').then(({ myDayQuery }) => client.prefetchQuery(myDayQuery)),
    },
  ],
  nav: [
    { section: 'work', order: 10, path: '/my-day', label: 'title', icon: <SunOutlined />, goKey: 'd', onPhone: true },
  ],
}
