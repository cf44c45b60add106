const works: (() => Promise<unknown>)[] = []

/**
 * Work to do after every test file, what was named last first. A module stays loaded for the files that follow, so an
 * `afterAll` of its own would be heard after the first of them only.
 */
export function afterEveryFile(work: () => Promise<unknown>): void {
  works.unshift(work)
}

export async function cleanUp(): Promise<void> {
  for (const work of works) await work()
}
