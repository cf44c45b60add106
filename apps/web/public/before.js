// Runs before everything else, so that a dark screen never flashes white. An own file, because the content security policy forbids inline scripts.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const wanted = read('quayside.theme') || 'system'
  const dark = wanted === 'dark' || (wanted === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.density = read('quayside.density') || 'comfortable'

  // Somebody has been signed in here: the files of the pages inside come at once, not after those of the sign-in.
  if (read('quayside.of') === null || /^\/(sign-in|first-administrator|invitation)$/.test(location.pathname)) return
  for (const file of document.querySelector('meta[name=quayside-inside]')?.content.split(' ') ?? []) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = file
    document.head.append(link)
  }
  // And who it is, which every page waits for, is asked before the programs are there (taken up by `api.ts`).
  const address = '/api/me'
  globalThis.quaysideAsked = { address, answer: fetch(address, { headers: { accept: 'application/json' } }) }
  globalThis.quaysideAsked.answer.catch(() => {})
})()

// Zod would try to compile its checks with `new Function`, which the content security policy forbids and reports.
globalThis.__zod_globalConfig = { jitless: true }
