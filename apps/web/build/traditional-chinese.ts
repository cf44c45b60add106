import { readFile } from 'node:fs/promises'
import * as OpenCC from 'opencc-js'
import type { Plugin } from 'vite'

/** `import texts from './zh-CN/app.json?traditional'`: the same texts in traditional characters with Taiwan's words, made while building. */
export function traditionalChinese(): Plugin {
  const convert = OpenCC.Converter({ from: 'cn', to: 'twp' })
  return {
    name: 'traditional-chinese',
    enforce: 'pre',
    async load(id) {
      const [file, query] = id.split('?')
      if (!file || query !== 'traditional') return null
      this.addWatchFile(file)
      const texts: unknown = JSON.parse(await readFile(file, 'utf8'))
      return { code: `export default ${convert(JSON.stringify(texts))}`, moduleType: 'js' }
    },
  }
}
