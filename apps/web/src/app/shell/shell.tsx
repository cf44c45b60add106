import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Afterwards } from '../../ui/afterwards.tsx'
import { useNarrow } from '../../ui/narrow.ts'
import { useLive } from '../live.ts'
import { BottomBar } from './bottom-bar.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { Header } from './header.tsx'
import { HotkeyHelp } from './hotkey-help.tsx'
import { Palette } from './palette.tsx'
import { ShellProviders } from './providers.tsx'
import { useShellKeys } from './shell-keys.ts'
import { SideNav } from './side-nav.tsx'
import './shell.css'
import '../../ui/kit.css'

/** Everything around a page of a signed-in person. */
export function Shell() {
  return (
    <Afterwards>
      <ShellProviders>
        <Frame />
      </ShellProviders>
    </Afterwards>
  )
}

function Frame() {
  const { t } = useTranslation('app')
  const narrow = useNarrow()
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useLive()
  useShellKeys({ openPalette: () => setPalette(true), openHelp: () => setHelp(true) })
  return (
    <div className="q-shell">
      <a className="q-skip" href="#q-main">
        {t('skipToContent')}
      </a>
      {!narrow && <SideNav />}
      <div className="q-column">
        <Header onPalette={() => setPalette(true)} onHelp={() => setHelp(true)} />
        <ConnectionBanner />
        <main id="q-main" className="q-main" tabIndex={-1}>
          <PageProgress />
          <Suspense fallback={<PageComing />}>
            <Afterwards meanwhile={<PageComing />}>
              <Outlet />
            </Afterwards>
          </Suspense>
        </main>
        {narrow && <BottomBar />}
      </div>
      {palette && <Palette onClose={() => setPalette(false)} />}
      {help && <HotkeyHelp onClose={() => setHelp(false)} />}
    </div>
  )
}

/** What a page still fetches for its first sight; an empty window would look broken. */
function PageComing() {
  return (
    <div className="q-page-coming" aria-busy="true">
      <span />
      <span />
      <span />
    </div>
  )
}

/** A thin line while the next page is being fetched; the old one stays usable. */
function PageProgress() {
  const busy = useRouterState({ select: (state) => state.status === 'pending' })
  return busy ? <div className="q-progress" role="progressbar" aria-busy="true" /> : null
}
