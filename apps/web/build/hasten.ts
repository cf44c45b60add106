import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

/** Files of every page behind the sign-in, by the names the build gives them. */
const inside = new Set(['shell', 'library', 'kit', 'controls', 'shared'])
/** Latin letters and figures stand on every page; their widths must not change once it is drawn. */
const letters = /noto-sans-sc-latin-wght-normal.*\.woff2$/

/**
 * Names in the page itself what it will ask for anyway, so that the browser need not find out step by step: the letters, and,
 * for `before.js` to fetch where somebody is signed in, the files of the shell.
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
        const chunks = files.filter(
          (file): file is Rolldown.OutputChunk => file.type === 'chunk' && inside.has(file.name),
        )
        const tags: HtmlTagDescriptor[] = [
          {
            tag: 'meta',
            attrs: { name: 'quayside-inside', content: chunks.map(({ fileName }) => `/${fileName}`).join(' ') },
            injectTo: 'head-prepend',
          },
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
