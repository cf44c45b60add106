import { readFileSync, writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'

export interface Picture {
  title: string
  file: string
}

const perSheet = { wide: 6, narrow: 10 }

/** Puts the pictures of one look side by side, a few to a sheet, so that a person can go through them. */
export async function contactSheets(browser: Browser, file: string, pictures: readonly Picture[], narrow: boolean) {
  const count = narrow ? perSheet.narrow : perSheet.wide
  const page = await browser.newPage({ viewport: { width: 1_800, height: 900 } })
  for (let from = 0; from < pictures.length; from += count) {
    const cells = pictures
      .slice(from, from + count)
      .map(
        ({ title, file: at }) =>
          `<figure><figcaption>${title}</figcaption><img src="data:image/jpeg;base64,${readFileSync(at).toString('base64')}"></figure>`,
      )
    await page.setContent(
      `<style>body{margin:8px;display:grid;grid-template-columns:repeat(${narrow ? 5 : 3},1fr);gap:8px;font:14px sans-serif;background:#888}
       figure{margin:0}img{width:100%;display:block}</style>${cells.join('')}`,
    )
    writeFileSync(`${file}-${from / count + 1}.png`, await page.screenshot({ fullPage: true }))
  }
  await page.close()
}
