import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Claims {
  sub: string
  email: string
  name: string
  email_verified?: boolean | string
}

/** An identity provider small enough to read: it vouches for whomever it is told to. */
export async function anIdentityProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }
  const granted = new Map<string, { claims: Claims; nonce: string | null }>()
  let issuer = ''

  const idToken = ({ claims, nonce }: { claims: Claims; nonce: string | null }) => {
    const seconds = Math.floor(Date.now() / 1000)
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const payload = {
      iss: issuer,
      aud: 'quayside',
      iat: seconds,
      exp: seconds + 300,
      ...claims,
      ...(nonce ? { nonce } : {}),
    }
    const signed = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(payload)}`
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`
  }
  const answer = async (request: IncomingMessage): Promise<object | null> => {
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        }
      case '/jwks':
        return { keys: [jwk] }
      case '/token': {
        const code = new URLSearchParams(await bodyOf(request)).get('code') ?? ''
        const grant = granted.get(code)
        return grant ? { access_token: code, token_type: 'Bearer', expires_in: 300, id_token: idToken(grant) } : null
      }
      case '/userinfo':
        return granted.get((request.headers.authorization ?? '').replace('Bearer ', ''))?.claims ?? null
      default:
        return null
    }
  }
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.writeHead(body ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    /** The person agrees at the provider's page: what the browser is sent back with. */
    grant(authorizationUrl: string, claims: Claims): { code: string; state: string } {
      const asked = new URL(authorizationUrl).searchParams
      const code = `code-${granted.size}`
      granted.set(code, { claims, nonce: asked.get('nonce') })
      return { code, state: asked.get('state') ?? '' }
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of request) body += String(part)
  return body
}
