import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium as playwright } from 'playwright-core'
import { browserToLaunch } from '../e2e/browser.ts'
import { startWorld } from '../e2e/world.ts'
import { addressesOf } from './addresses.ts'
import { contactSheets } from './contact-sheet.ts'
import { forbiddenIn } from './texts.ts'
import { visit } from './visit.ts'
import { type Look, openWindow, signIn } from './window.ts'

const web = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    out: { type: 'string', default: join(web, 'look', 'pictures') },
    only: { type: 'string', default: '' },
    people: { type: 'string', default: 'admin,sales' },
    widths: { type: 'string', default: '1440,390' },
    themes: { type: 'string', default: 'light,dark' },
    languages: { type: 'string', default: 'zh-CN,en' },
  },
})

const listed = (text: string) => text.split(',').filter((one) => one)
const looks: Look[] = listed(values.people).flatMap((who) =>
  listed(values.widths).flatMap((width) =>
    listed(values.themes).flatMap((theme) =>
      listed(values.languages).map((language) => ({ who, width: Number(width), theme, language }) as Look),
    ),
  ),
)

const world = values.address === undefined ? await startWorld() : undefined
const address = world?.address ?? values.address ?? ''
const browser = world?.browser ?? (await playwright.launch(await browserToLaunch()))
mkdirSync(values.out, { recursive: true })
const faults = new Map<string, string[]>()
let visits = 0
try {
  for (const look of looks) await lookOnce(look)
} finally {
  await (world ? world.stop() : browser.close())
}
for (const [fault, where] of faults) console.log(`✗ ${fault}\n    ${where.length} × ${where.slice(0, 4).join(', ')}`)
console.log(`${visits} visits, ${faults.size} faults; pictures: ${values.out}`)
process.exitCode = faults.size === 0 ? 0 : 1

async function lookOnce(look: Look) {
  const name = `${look.who}-${look.width}-${look.theme}-${look.language}`
  const seen = await openWindow(browser, address, look)
  const forbidden = forbiddenIn(join(web, 'src', 'i18n'), look.language)
  const pictures = []
  try {
    await signIn(seen.page.context(), address, 'admin')
    const addresses = await addressesOf(web, seen.page.context().request)
    await seen.page.context().clearCookies()
    const wanted = addresses.filter(({ path }) => new RegExp(values.only).test(path))
    for (const inside of [false, true]) {
      if (inside) await signIn(seen.page.context(), address, look.who)
      for (const { path, href } of wanted.filter((one) => one.signedIn === inside)) {
        const file = join(values.out, `${name}${path.replaceAll(/[^\w]+/g, '-')}.jpg`)
        for (const fault of await visit(seen, href, inside, forbidden, file))
          faults.set(fault, [...(faults.get(fault) ?? []), `${path} ${name}`])
        pictures.push({ title: `${path} · ${name}`, file })
        visits += 1
      }
    }
  } finally {
    await seen.close()
  }
  await contactSheets(browser, join(values.out, `sheet-${name}`), pictures, look.width < 600)
}
