import type { Feature } from '../../app/feature.ts'

export const profile: Feature = {
  name: 'session',
  pages: [
    {
      path: '/profile',
      title: 'profile.title',
      load: () => import('./profile-page.tsx').then((module) => module.ProfilePage),
    },
  ],
}
