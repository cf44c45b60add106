import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

/** Files of every page behind the sign-in, by the names the build gives them. */
const inside = new Set(['shell', 'library', 'kit', 'controls', 'shared'])
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
 * Names in the page itself what it will ask for anyway, so that the browser need not find out step by step: the letters, and,
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
        const of = (wanted: (name: string) => boolean) =>
          chunks.filter(({ name }) => wanted(name)).flatMap(withItsStyle)
        const first = {
          inside: of((name) => inside.has(name)),
          texts: Object.fromEntries(
            ['zh-CN', 'zh-TW', 'en'].map((locale) => [locale, of((name) => name === `every-text.${locale}`)]),
          ),
          screens: screens.map(({ path, chunk, asks }) => ({ path, files: of((name) => name === chunk), asks })),
        }
        const tags: HtmlTagDescriptor[] = [
          { tag: 'meta', attrs: { name: 'quayside-first', content: JSON.stringify(first) }, injectTo: 'head-prepend' },
        ]
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

const withItsStyle = ({ fileName, viteMetadata }: Rolldown.OutputChunk) =>
  [fileName, ...(viteMetadata?.importedCss ?? [])].map((name) => `/${name}`)
