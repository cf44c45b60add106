import type { APIRequestContext } from 'playwright-core'
import { createServer } from 'vite'

export interface Address {
  /** As the router has it, e.g. `/accounts/$id`. */
  path: string
  /** With a record of the demonstration in the place of `$id`. */
  href: string
  signedIn: boolean
}

interface Pages {
  pages: { path: string }[]
}

/** Where the first record is found that a path with `$id` can show. */
const samples: Readonly<Record<string, string>> = {
  '/accounts/$id': '/api/accounts?limit=1&sort=-amount',
  '/accounts/$id/edit': '/api/accounts?limit=1&sort=-amount',
  '/orders/$id': '/api/orders?limit=1',
  '/orders/$id/change': '/api/orders?limit=1',
  '/orders/drafts/$id': '/api/order-drafts?limit=1',
  '/prices/$id': '/api/tariffs?limit=1',
  '/prices/$id/new-version': '/api/tariffs?limit=1',
  '/shipments/$id': '/api/shipments?limit=1',
  '/shipments/$id/change': '/api/shipments?limit=1',
  '/invoices/$id': '/api/invoices?limit=1',
  '/webhooks/$id': '/api/webhook-endpoints?limit=1',
  '/edi/messages/$id': '/api/edi/messages?limit=1&status=quarantined',
  '/edi/partners/$id': '/api/edi/partners',
  '/imports/$id': '/api/imports?limit=1',
}
/** Ways to look at a page that its path does not say. */
const more = ['/accounts?layout=kanban', '/edi/partners/new']

/** Every page the router knows; one whose record the demonstration does not have is left out and named. */
export async function addressesOf(root: string, request: APIRequestContext): Promise<Address[]> {
  const { signedOut, inside } = await pathsOf(root)
  const known: Address[] = signedOut.map((path) => ({ path, href: path, signedIn: false }))
  for (const path of [...inside, ...more].filter((one) => one !== '/kit')) {
    const href = path.includes('$') ? await withRecord(path, request) : path
    if (href === undefined) console.log(`left out, the demonstration has no record for it: ${path}`)
    else known.push({ path, href, signedIn: true })
  }
  return known
}

async function pathsOf(root: string) {
  const vite = await createServer({
    root,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
  })
  try {
    const { features } = (await vite.ssrLoadModule('/src/app/features.ts')) as { features: Pages[] }
    const { signedOutPages } = (await vite.ssrLoadModule('/src/features/session/signed-out.ts')) as {
      signedOutPages: Pages['pages']
    }
    return {
      signedOut: signedOutPages.map(({ path }) => path),
      inside: features.flatMap(({ pages }) => pages.map(({ path }) => path)),
    }
  } finally {
    await vite.close()
  }
}

async function withRecord(path: string, request: APIRequestContext): Promise<string | undefined> {
  const from = samples[path]
  if (from === undefined) throw new Error(`Say in look/addresses.ts where a record for ${path} is found.`)
  const answer = (await (await request.get(from)).json()) as { rows?: { id: string }[] }
  const id = answer.rows?.[0]?.id
  return id && path.replace('$id', id)
}
