import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

/** Latin letters and figures stand on every page; their widths must not change once it is drawn. */
const letters = /noto-sans-sc-latin-wght-normal.*\.woff2$/
/**
 * Screens opened most by a bookmark or a link: their program, and the questions it asks first, `$1` being what stands in the
 * brackets. Other words here than there cost a question too many, which a test in the browser notices.
 */
const screens = [
  { path: '^/accounts$', chunk: 'accounts-page', asks: ['/api/accounts?limit=120&count=yes'] },
  {
    path: '^/accounts/([0-9a-f-]{36})$',
    chunk: 'account-page',
    asks: ['/api/accounts/$1/360', '/api/accounts/$1/timeline?limit=40&show=all'],
  },
]

/**
 * Names in the page itself what it will ask for anyway, so that the browser need not find out step by step: the programs, the letters, and,
 * for `before.js` to fetch where somebody is signed in, the files of the shell, the texts, and the screen of this address.
 */
export function hasten(): Plugin {
  return {
    name: 'hasten',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const files = Object.values(bundle)
        const font = files.find(({ fileName }) => letters.test(fileName))
        const chunks = files.filter((file): file is Rolldown.OutputChunk => file.type === 'chunk')
        const programs = filesOf(chunks, ({ name }) => name === 'main')
        const others = (wanted: (chunk: Rolldown.OutputChunk) => boolean, there: ReadonlySet<string>) => [
          ...filesOf(chunks, wanted).difference(there),
        ]
        const inside = filesOf(chunks, ({ name }) => name === 'shell')
        const there = programs.union(inside)
        const first = {
          inside: [...inside.difference(programs)],
          texts: Object.fromEntries(
            ['zh-CN', 'zh-TW', 'en'].map((locale) => [locale, others((chunk) => tells(chunk, locale), there)]),
          ),
          screens: screens.map(({ path, chunk, asks }) => ({
            path,
            files: others(({ name }) => name === chunk, there),
            asks,
          })),
        }
        const tags: HtmlTagDescriptor[] = [
          { tag: 'meta', attrs: { name: 'quayside-first', content: JSON.stringify(first) }, injectTo: 'head-prepend' },
        ]
        for (const href of programs)
          if (href.endsWith('.js'))
            tags.push({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: '', href }, injectTo: 'head' })
        if (font)
          tags.push({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${font.fileName}` },
            injectTo: 'head',
          })
        return tags
      },
    },
  }
}

/** Addresses of chunks, of those they cannot be run without, and of their styles. */
function filesOf(chunks: readonly Rolldown.OutputChunk[], wanted: (chunk: Rolldown.OutputChunk) => boolean) {
  const needed = new Set(chunks.filter(wanted))
  // What is added while one goes through a set is gone through, too.
  for (const { imports } of needed) for (const chunk of chunks) if (imports.includes(chunk.fileName)) needed.add(chunk)
  return new Set([...needed].flatMap(withItsStyle))
}

const withItsStyle = ({ fileName, viteMetadata }: Rolldown.OutputChunk) =>
  [fileName, ...(viteMetadata?.importedCss ?? [])].map((name) => `/${name}`)

/** All a person inside reads: what is said before the sign-in travels alone (`i18n.ts`). */
function tells({ name, facadeModuleId }: Rolldown.OutputChunk, locale: string): boolean {
  if (name === `every-text.${locale}`) return true
  const file = {
    'zh-CN': /zh-CN.(app|session)\.json$/,
    'zh-TW': /zh-CN.(app|session)\.json\?traditional$/,
    en: /en.(app|session)\.json$/,
  }[locale]
  return file?.test(facadeModuleId ?? '') ?? false
}
