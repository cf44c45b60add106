import { BaseSequencer } from 'vitest/node'

/** Processes are shared by the files of one project, so these follow each other; many short files come last, to end together. */
const projects = ['server', 'e2e', 'web', 'packages']

/** What takes longest, as parts of paths: a fresh clone has no times of its own to go by. */
const longest = ['survive-crash', 'every-table', 'others-things', 'real-files', 'import-and-merge', 'people-and-lists']

const rank = (list, isIt) => {
  const at = list.findIndex(isIt)
  return at < 0 ? list.length : at
}

/** The order of the files: by project, then what takes longest, then as vitest remembers or the sizes suggest. */
export default class LongestFirst extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const key = ({ project, moduleId }) => [
      rank(projects, (name) => name === project.name),
      rank(longest, (part) => moduleId.includes(part)),
    ]
    const sorted = (await super.sort(files)).map((file) => ({ file, key: key(file) }))
    return sorted.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1]).map(({ file }) => file)
  }
}
