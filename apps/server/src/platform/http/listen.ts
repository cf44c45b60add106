import type { FastifyInstance } from 'fastify'
import { portTaken, StartupProblem } from '../embedded/index.ts'

/** Listens and returns the address to print. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, host, port)
  }
  const [address] = app.addresses()
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${typeof address === 'object' ? address.port : port}`
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return portTaken(host, port)
  if (error.code === 'EACCES')
    return new StartupProblem(
      'couldNotStart',
      { zh: `没有权限监听端口 ${port}。`, en: `Listening on port ${port} is not permitted.` },
      { zh: '请使用 1024 以上的端口：--port 4747', en: 'Use a port above 1023: --port 4747' },
      error,
    )
  return error
}
