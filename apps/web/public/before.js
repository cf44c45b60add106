// Runs before everything else, so that a dark screen never flashes white. An own file, because the content security policy forbids inline scripts.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  // As `detect-locale.ts` does.
  const locale = () => {
    const spoken = navigator.languages.find((one) => /^(zh|en)\b/i.test(one)) ?? 'en'
    const chinese = /hant|tw|hk|mo/i.test(spoken) ? 'zh-TW' : 'zh-CN'
    return read('quayside.locale') || (/^zh/i.test(spoken) ? chinese : 'en')
  }
  const wanted = read('quayside.theme') || 'system'
  const dark = wanted === 'dark' || (wanted === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.density = read('quayside.density') || 'comfortable'

  // Somebody has been signed in here: what the pages inside need comes at once, not after what the sign-in needs.
  if (read('quayside.of') === null || /^\/(sign-in|first-administrator|invitation)$/.test(location.pathname)) return
  // The frame of the pages inside stands before their programs are there (`first-frame` in `index.html`).
  document.documentElement.dataset.inside = read('quayside.nav') === 'folded' ? 'folded' : 'open'
  const {
    inside = [],
    texts = {},
    screens = [],
  } = JSON.parse(document.querySelector('meta[name=quayside-first]')?.content || '{}')
  const screen = location.search ? undefined : screens.find(({ path }) => RegExp(path).test(location.pathname))
  for (const file of [...inside, ...(screen?.files ?? []), ...(texts[locale()] ?? [])]) {
    const link = document.createElement('link')
    link.href = file
    if (file.endsWith('.css')) Object.assign(link, { rel: 'preload', as: 'style', crossOrigin: '' })
    else link.rel = 'modulepreload'
    document.head.append(link)
  }
  // And who it is, which every page waits for, and what this screen tells, are asked before the programs are there (taken up by `api.ts`).
  const asks = (screen?.asks ?? []).map((ask) => location.pathname.replace(RegExp(screen.path), ask))
  globalThis.quaysideAsked = new Map(
    ['/api/me', ...asks].map((address) => [address, fetch(address, { headers: { accept: 'application/json' } })]),
  )
  for (const answer of globalThis.quaysideAsked.values()) answer.catch(() => {})
})()

// Zod would try to compile its checks with `new Function`, which the content security policy forbids and reports.
globalThis.__zod_globalConfig = { jitless: true }
